package io.pokeai.engine.network.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.PokeAiFile;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A PyTorch file with the weights of a network, for whichever back end computes it.
 *
 * <p>What is not declared beside the file: Ultralytics' whole modules ({@code best.pt}) see {@code yolo<imgsz>}, name their
 * classes themselves, and their folds are combined by the mean of their probabilities. All others are taken for
 * torchvision's as PokeAI trains them: {@code tv255_224}, which is an assumption unless the file is named as PokeAI names its
 * folds, and the class names of the folder or numbers. Both give logits.
 *
 * <p><b>Threads</b> immutable. <b>Ownership</b> the tensors are views of the mapped file.
 *
 * @param file that was read
 * @param checkpoint what it holds
 */
public record KnownCheckpoint(Path file, Checkpoint checkpoint) {
    // Resize(255), CenterCrop(224): PokeAI's transforms for every torchvision network.
    private static final InputSpec USUAL_INPUT = InputSpec.torchvision(255, 224);
    private static final String ULTRALYTICS = "ultralytics.";

    /**
     * Reads a file; empty for what is no checkpoint, TorchScript included.
     *
     * @throws EngineException {@code MODEL_REFUSED} or {@code MODEL_INVALID} when it is one and cannot be read
     */
    public static Optional<KnownCheckpoint> read(Path file) {
        return CheckpointReader.looksLikeCheckpoint(file)
                ? Optional.of(new KnownCheckpoint(file, CheckpointReader.read(file)))
                : Optional.empty();
    }

    /** Whether it is a whole module of Ultralytics, of whichever task. */
    public boolean isUltralytics() {
        return checkpoint
                .module()
                .filter(module -> module.type().startsWith(ULTRALYTICS))
                .isPresent();
    }

    /**
     * The complete model spec of the file.
     *
     * @param source says what is declared about it
     * @param backend its id
     * @throws EngineException {@code MODEL_INVALID} when it is of no known family, does not fit its family or cannot take
     *     pictures of the size; {@code LABELS_MISMATCH}; with the file's name
     */
    public ModelSpec spec(ModelSource source, String backend) {
        try {
            CheckpointRecognition recognition = new CheckpointRecognition(source, network(checkpoint));
            if (!isUltralytics()) {
                return recognition.spec(
                        backend,
                        Optional::empty,
                        () -> usualInput(source.file()),
                        Optional::empty,
                        ModelSpec.EnsembleRule.SINGLE);
            }
            TrainingNotes notes = new TrainingNotes(checkpoint);
            return recognition.spec(
                    backend,
                    () -> notes.imageSize()
                            .map(size -> Sourced.stated(InputSpec.yolo(size), "imgsz in the checkpoint")),
                    () -> Sourced.assumed(
                            InputSpec.yolo(TrainingNotes.DEFAULT_SIZE),
                            "Ultralytics' default, because the checkpoint has no imgsz",
                            PokeAiFile.declaration(
                                    source.file(),
                                    "input",
                                    InputSpec.yolo(TrainingNotes.DEFAULT_SIZE).id())),
                    () -> notes.names().map(names -> Sourced.stated(names, "names in the checkpoint")),
                    ModelSpec.EnsembleRule.MEAN_PROBABILITIES);
        } catch (EngineException e) {
            throw e.about(String.valueOf(file.getFileName()));
        }
    }

    private static Sourced<InputSpec> usualInput(Path file) {
        return PokeAiFile.isFold(file)
                ? Sourced.found(USUAL_INPUT, "PokeAI's training, by the name of the file")
                : Sourced.assumed(
                        USUAL_INPUT,
                        "PokeAI's transforms for torchvision's families",
                        PokeAiFile.declaration(file, "input", USUAL_INPUT.id()));
    }

    /**
     * The network of a file that was recognised before and is read again, for it may have changed.
     *
     * @throws EngineException as {@link #spec}, without the file's name
     */
    public static Network network(Checkpoint checkpoint) {
        return Families.find(checkpoint)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "its " + checkpoint.stateDict().tensors().size() + " tensors are those of no known network.",
                        "Known are " + Families.known() + "; export any other to ONNX."));
    }
}
