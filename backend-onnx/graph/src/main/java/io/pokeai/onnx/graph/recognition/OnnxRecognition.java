package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.backend.ForeignContent;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One file that turned out to be an ONNX classifier.
 *
 * @param source as it was handed in
 * @param header what the file says
 */
public record OnnxRecognition(ModelSource source, OnnxHeader header) {
    private static final String EXTENSION = ".onnx";

    /**
     * Looks at a file; empty when it is no ONNX model and does not claim to be one by its name.
     *
     * @throws EngineException {@code MODEL_INVALID} or {@code MODEL_REFUSED}
     */
    public static Optional<OnnxRecognition> of(ModelSource source) {
        if (claimsToBeOnnx(source.file())) {
            FileSignature.of(source.file()).requireNothingElse();
            Optional<ForeignContent> other = ForeignContent.of(source.file());
            if (other.isPresent() && other.get().certain()) {
                throw other.get().about(fileName(source.file()));
            }
        } else if (!FileSignature.of(source.file()).mayBeOnnx()) {
            return Optional.empty();
        }
        OnnxHeader header;
        try {
            header = OnnxHeader.read(source.file());
        } catch (EngineException e) {
            if (claimsToBeOnnx(source.file())) {
                throw e;
            }
            return Optional.empty();
        }
        return Optional.of(new OnnxRecognition(source, header));
    }

    /**
     * The complete model spec of the file.
     *
     * @param backend its id
     * @param ensemble how folds of such models become one answer
     * @throws EngineException {@code MODEL_INVALID}, {@code MODEL_REFUSED} or {@code LABELS_MISMATCH}, with the file's name
     */
    public ModelSpec spec(String backend, ModelSpec.EnsembleRule ensemble) {
        try {
            List<Path> external = OnnxPolicy.requireHarmless(header, folder(source.file()));
            Classification classification = ScoreOutput.choose(source, header);
            Sourced<InputSpec> input = InputSource.of(source, header, classification);
            Head head = Head.of(source, header, classification);
            return new ModelSpec(
                    source.modelName(),
                    ContentHash.of(source.hashes(), source.file(), external),
                    backend,
                    List.of(source.file()),
                    input.value(),
                    head.labels(),
                    head.kind(),
                    ensemble,
                    head.options(),
                    head.in(Provenance.STATED.withInput(input.origin())));
        } catch (EngineException e) {
            throw e.about(fileName(source.file()));
        }
    }

    static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new EngineException(ErrorCode.NOT_A_FILE, file + " is not a file.", "Name a file."));
    }

    /** Whether Ultralytics wrote it, by its metadata; then it may still be of another task than classification. */
    public boolean isUltralytics() {
        return UltralyticsMetadata.isIn(header);
    }

    static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean claimsToBeOnnx(Path file) {
        return fileName(file).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }
}
