package io.pokeai.backend.onnx.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.onnx.graph.OnnxHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One file that turned out to be an ONNX classifier.
 *
 * @param source as it was handed in
 * @param header what the file says
 */
public record Recognition(ModelSource source, OnnxHeader header) {
    private static final String EXTENSION = ".onnx";

    /**
     * Looks at a file; empty when it is no ONNX model and does not claim to be one by its name.
     *
     * @throws EngineException {@code MODEL_INVALID} or {@code MODEL_REFUSED}
     */
    public static Optional<Recognition> of(ModelSource source) {
        if (claimsToBeOnnx(source.file())) {
            FirstBytes.of(source.file()).requireNothingElse();
        } else if (!FirstBytes.of(source.file()).mayBeOnnx()) {
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
        return Optional.of(new Recognition(source, header));
    }

    /** What the file is, all said. */
    public ModelSpec spec(String backend) {
        try {
            List<Path> external = Safety.requireHarmless(header, folder(source.file()));
            Classification classification = Classification.of(header);
            Preprocessing preprocessing = Preprocessing.of(source, header, classification);
            return new ModelSpec(
                    source.name().orElseGet(() -> ModelSpec.nameOf(stem(source.file()))),
                    ContentHash.of(source.hashes(), source.file(), external),
                    backend,
                    List.of(source.file()),
                    preprocessing.input(),
                    LabelSource.labels(source, header, classification),
                    OutputKind.of(source, header, classification),
                    ModelSpec.EnsembleRule.SINGLE,
                    new TreeMap<>(source.options()));
        } catch (EngineException e) {
            throw e.about(fileName(source.file()));
        }
    }

    /** Looks whether a file may be opened. */
    public static void requireHarmless(Path file) {
        OnnxHeader header = OnnxHeader.read(file);
        try {
            Safety.requireHarmless(header, folder(file));
        } catch (EngineException e) {
            throw e.about(fileName(file));
        }
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().getParent())
                .orElseThrow(() -> new EngineException(ErrorCode.NOT_A_FILE, file + " is no file.", "Name a file."));
    }

    private static boolean claimsToBeOnnx(Path file) {
        return fileName(file).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
    }

    private static String stem(Path file) {
        String name = fileName(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
