package io.pokeai.onnx.graph;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.checkpoint.file.OpenCheckpoint;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The network of a checkpoint, as an ONNX graph.
 *
 * @param input what the pictures are: their size counts
 */
public record CheckpointGraph(InputSpec input) implements GraphSource {
    @Override
    public String version() {
        return NetworkGraph.VERSION + " " + input.crop().size();
    }

    @Override
    public void write(HashedFile file, Path model, Path weights) throws IOException {
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            NetworkGraph.write(KnownCheckpoint.network(open.checkpoint()), input, model, weights);
        }
    }

    @Override
    public byte[] toModel(HashedFile file) {
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            return NetworkGraph.toModel(KnownCheckpoint.network(open.checkpoint()), input);
        }
    }
}
