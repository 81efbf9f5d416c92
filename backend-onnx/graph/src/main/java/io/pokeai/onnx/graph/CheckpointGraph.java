package io.pokeai.onnx.graph;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.OpenCheckpoint;
import io.pokeai.engine.network.recognition.KnownCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The network of a checkpoint, as an ONNX graph.
 *
 * @param input what the pictures are: their size counts
 */
public record CheckpointGraph(InputSpec input) implements GraphSource {
    /** For the first file of a model, when that is a checkpoint; empty for an ONNX file, which is a graph already. */
    public static Optional<CheckpointGraph> of(ModelSpec spec, OpenOptions options) {
        try (HashedFile file = options.hashes().open(spec.files().get(0))) {
            return CheckpointReader.looksLikeCheckpoint(file)
                    ? Optional.of(new CheckpointGraph(spec.input()))
                    : Optional.empty();
        }
    }

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
