package io.pokeai.backend.onnx.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
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
 * A PyTorch file with the weights of one of torchvision's networks.
 *
 * @param size width and height of the pictures
 */
public record TorchvisionCheckpoint(Path file, int size) implements GraphSource {
    // Resize(255), CenterCrop(224): PokeAI's transforms for every torchvision network.
    private static final InputSpec USUAL_INPUT = InputSpec.torchvision(255, 224);
    private static final String ULTRALYTICS = "ultralytics.";

    /**
     * Empty for what PyTorch did not write, and for Ultralytics' models.
     *
     * @throws EngineException {@code MODEL_REFUSED} or {@code MODEL_INVALID} when it cannot be read, is of no known family or
     *     does not fit its family; {@code LABELS_MISMATCH}; {@code NO_BACKEND} for a program, which another back end may run
     */
    public static Optional<ModelSpec> recognise(ModelSource source, String backend) {
        Optional<CheckpointFormat> format = CheckpointReader.format(source.file());
        if (format.isEmpty()) {
            return Optional.empty();
        }
        if (format.get() == CheckpointFormat.TORCHSCRIPT) {
            throw new EngineException(
                            ErrorCode.NO_BACKEND,
                            "the file is a TorchScript program, which the ONNX back end does not run.",
                            "Install the DJL back end, or save the state dict.")
                    .about(name(source.file()));
        }
        Checkpoint checkpoint = CheckpointReader.read(source.file());
        if (checkpoint
                .module()
                .filter(module -> module.type().startsWith(ULTRALYTICS))
                .isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CheckpointRecognition(source, network(checkpoint))
                    .spec(backend, USUAL_INPUT, Optional.empty(), ModelSpec.EnsembleRule.SINGLE));
        } catch (EngineException e) {
            throw e.about(name(source.file()));
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
                        "its " + checkpoint.stateDict().tensors().size() + " tensors are those of no known network.",
                        "Known are " + Families.known() + "; export any other to ONNX."));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
