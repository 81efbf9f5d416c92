package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.onnx.graph.GraphBuilder;
import io.pokeai.onnx.graph.recognition.OnnxExport;
import io.pokeai.onnx.quantization.internal.calibration.Calibrator;
import io.pokeai.onnx.quantization.internal.scheme.WeightBits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a quantised model. All are written beside their places first and then renamed, one right after the other, so that a
 * failure leaves the folder as it was.
 *
 * @param folder where they are written
 * @param name of the new model
 */
record QuantisedFiles(Path folder, String name) {
    /** Metadata: how the file was quantised. */
    static final String NOTE = "pokeai.quantisation";

    /**
     * Refuses names that would mix two models.
     *
     * @param replace whether files of that name may be replaced
     * @throws EngineException {@code INVALID_ARGUMENT}
     */
    void requireFree(SourceModel source, boolean replace) throws IOException {
        if (!name.equals(ModelSpec.nameOf(name)) || name.matches(".*_fold\\d+")) {
            throw EngineException.invalidArgument(
                    "'" + name + "' cannot be the name of the quantised model.",
                    "Use letters, digits, '_', '.', '-', and no '_fold1' at the end: the folds are numbered by themselves.");
        }
        if (name.equals(source.spec().name())) {
            throw EngineException.invalidArgument(
                    "'" + name + "' is the model that is quantised.", "Name another one with --into.");
        }
        for (SourceModel.Part part : source.parts()) {
            Path file = folder.resolve(part.fileName(name));
            if (!replace && Files.exists(file)) {
                throw EngineException.invalidArgument(
                        file + " exists.", "Name another model with --into, or replace it with --replace.");
            }
        }
    }

    /**
     * Writes them.
     *
     * @param folds in the order of the source's parts
     * @return the files
     * @throws EngineException {@code MODEL_INVALID} for weights that are not finite
     */
    List<Path> write(SourceModel source, List<QuantisedFold> folds, Calibrator calibrator, WeightBits bits)
            throws IOException {
        List<Path> unfinished = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try {
            for (int i = 0; i < folds.size(); i++) {
                GraphBuilder graph = folds.get(i).calibration().graph(calibrator, bits, source.output());
                OnnxExport.notes(source.spec(), source.output()).forEach(graph::metadata);
                graph.metadata(NOTE, note(folds.get(i), calibrator, bits));
                Path temporary = Files.createTempFile(folder, ".quantise", ".partial");
                unfinished.add(temporary);
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    graph.writeTo(out);
                }
                files.add(folder.resolve(source.parts().get(i).fileName(name)));
            }
            for (int i = 0; i < files.size(); i++) {
                Files.move(
                        unfinished.get(i),
                        files.get(i),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            for (Path file : unfinished) {
                Files.deleteIfExists(file);
            }
        }
        return files;
    }

    private static String note(QuantisedFold fold, Calibrator calibrator, WeightBits bits) {
        return "static QDQ, activations uint8, weights int8 (" + bits.bits() + " bits) per output channel, "
                + calibrator.id() + " over " + fold.measured() + " pictures of " + fold.origin();
    }
}
