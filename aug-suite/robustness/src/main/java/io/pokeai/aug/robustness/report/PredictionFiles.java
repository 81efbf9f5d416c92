package io.pokeai.aug.robustness.report;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.aug.robustness.cells.StoredProbabilities;
import io.pokeai.engine.api.Floats;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.files.WholeFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every model answered about every picture of every cell, for other programs: {@code predictions.jsonl}, a line for each row
 * that counts, and a card of the data set.
 *
 * <p><b>Source</b> the shapes of MAITE ({@code maite.protocols.image_classification}): a target is one-hot over the classes, a
 * prediction holds a probability for each of them, a datum has an {@code id}; the metadata of a data set or model is {@code id} and
 * {@code index2label}.
 *
 * @param folder gets both files
 */
public record PredictionFiles(Path folder) {
    /** Of a line, model, corruption and path aside. */
    private static final int FIXED = 90;

    /** {@code 0,} of the target, and a float such as {@code 0.0020654867,} or {@code 7.312086E-4,}. */
    private static final int EACH_CLASS = 16;

    /**
     * Writes them, line by line.
     *
     * @param cells of the run that {@code result} is of, with all probabilities
     * @return {@code predictions.jsonl}
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when one cannot be written
     */
    @CanIgnoreReturnValue
    public Path write(RobustnessResult result, RobustnessCells cells) {
        TextFile.write(folder.resolve("predictions-dataset.json"), card(result));
        Path file = folder.resolve("predictions.jsonl");
        try {
            WholeFile.writeText(file, writer -> {
                for (FinishedCell cell : result.cells()) {
                    write(result, cell, cells, writer);
                }
            });
        } catch (IOException e) {
            throw TextFile.unwritable(file, e);
        }
        return file;
    }

    private static void write(RobustnessResult result, FinishedCell cell, RobustnessCells cells, Writer writer)
            throws IOException {
        List<String> classes = classes(result.plan(), cell);
        Map<String, Integer> index = new LinkedHashMap<>();
        classes.forEach(name -> index.putIfAbsent(name, index.size()));
        try (StoredProbabilities stored = cells.probabilities(cell, classes.size())) {
            for (int row : cell.counted().stream().toArray()) {
                String label = result.plan().pictures().row(row).label();
                String path = result.plan().pictures().row(row).path();
                writer.write(line(cell, path, index.getOrDefault(label, -1), stored.row(row)));
            }
        }
    }

    private static List<String> classes(RobustnessPlan plan, FinishedCell cell) {
        return plan.models().stream()
                .filter(model -> model.title().equals(cell.model()))
                .findFirst()
                .orElseThrow()
                .identity()
                .classes();
    }

    private static String line(FinishedCell cell, String path, int label, float... probabilities) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            json.field("id", path);
            json.field("model", cell.model());
            json.field("augmentation", cell.augmentation());
            json.field("severity", cell.severity());
            json.integers("target", new OneHot(probabilities.length, label));
            json.floats("probabilities", Floats.of(probabilities));
            json.endObject();
            json.line();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String card(RobustnessResult result) {
        RobustnessPlan plan = result.plan();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.indented(bytes)) {
            json.beginObject();
            json.field("id", plan.pictures().root());
            json.value("index2label", labels(plan.models().get(0)));
            json.field("pictures", plan.pictures().size());
            json.field("left_out", result.leftOut().size());
            json.beginArray("models");
            for (TestedModel model : plan.models()) {
                json.beginObject();
                json.field("id", model.title());
                json.value("index2label", labels(model));
                json.endObject();
            }
            json.endArray();
            json.endObject();
            json.line();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, String> labels(TestedModel model) {
        Map<String, String> labels = new LinkedHashMap<>();
        model.identity().classes().forEach(name -> labels.put(String.valueOf(labels.size()), name));
        return labels;
    }

    /** About how large {@code predictions.jsonl} will be. */
    public static long bytes(RobustnessPlan plan) {
        long bytes = 0;
        for (TestedModel model : plan.models()) {
            long cells = plan.cells().stream()
                    .filter(cell -> cell.model().equals(model))
                    .count();
            bytes += cells
                    * plan.pictures().size()
                    * (FIXED + (long) EACH_CLASS * model.identity().classes().size());
        }
        return bytes;
    }
}
