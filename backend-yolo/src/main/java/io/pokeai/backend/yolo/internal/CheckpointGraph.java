package io.pokeai.backend.yolo.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.onnx.graph.NetworkGraph;
import io.pokeai.onnx.graph.recognition.CheckpointRecognition;
import io.pokeai.onnx.session.GraphSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code best.pt}: a whole module of Ultralytics.
 *
 * @param size width and height of the pictures
 */
public record YoloCheckpoint(Path file, int size) implements GraphSource {
    private static final String PACKAGE = "ultralytics.";

    /**
     * Empty for what is no module of Ultralytics.
     *
     * @throws EngineException {@code MODEL_REFUSED} or {@code MODEL_INVALID} when it cannot be read or is no classifier;
     *     {@code LABELS_MISMATCH}
     */
    public static Optional<ModelSpec> recognise(ModelSource source, String backend) {
        if (!CheckpointReader.looksLikeCheckpoint(source.file())) {
            return Optional.empty();
        }
        Checkpoint checkpoint = CheckpointReader.read(source.file());
        if (checkpoint
                .module()
                .filter(module -> module.type().startsWith(PACKAGE))
                .isEmpty()) {
            return Optional.empty();
        }
        try {
            TrainingNotes notes = new TrainingNotes(checkpoint);
            return Optional.of(new CheckpointRecognition(source, network(checkpoint))
                    .spec(
                            backend,
                            InputSpec.yolo(notes.imageSize()),
                            source.labels().isPresent() ? Optional.empty() : notes.names(),
                            ModelSpec.EnsembleRule.MEAN_PROBABILITIES));
        } catch (EngineException e) {
            throw e.about(String.valueOf(source.file().getFileName()));
        }
    }

    @Override
    public String version() {
        return NetworkGraph.VERSION + " " + size;
    }

    @Override
    public void write(Path model, Path weights) throws IOException {
        NetworkGraph.write(network(CheckpointReader.read(file)), size, model, weights);
    }

    @Override
    public byte[] toModel() {
        return NetworkGraph.toModel(network(CheckpointReader.read(file)), size);
    }

    private static Network network(Checkpoint checkpoint) {
        return Families.find(checkpoint)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "it holds no module of Ultralytics any more.",
                        "The file has changed; it will be looked at again."));
    }
}
