package io.pokeai.onnx.graph;

import io.pokeai.engine.checkpoint.file.OpenCheckpoint;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import io.pokeai.engine.spi.HashedFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The network of a checkpoint, as an ONNX graph.
 *
 * @param size width and height of the pictures
 */
public record CheckpointGraph(int size) implements GraphSource {
    @Override
    public String version() {
        return NetworkGraph.VERSION + " " + size;
    }

    @Override
    public void write(HashedFile file, Path model, Path weights) throws IOException {
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            NetworkGraph.write(KnownCheckpoint.network(open.checkpoint()), size, model, weights);
        }
    }

    @Override
    public byte[] toModel(HashedFile file) {
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            return NetworkGraph.toModel(KnownCheckpoint.network(open.checkpoint()), size);
        }
    }
}
