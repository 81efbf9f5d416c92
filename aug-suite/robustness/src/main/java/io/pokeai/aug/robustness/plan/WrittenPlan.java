package io.pokeai.aug.robustness.plan;

import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.PlannedSequence;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The plan that a run has followed, as a {@link PlanFile} that makes the run again: it names everything that was left to defaults,
 * and which versions of models and data it was.
 *
 * @param plan of the run
 * @param data folder that the paths of the pictures are relative to
 * @param split table of the pictures; empty for class folders
 * @param ownFolder whether all files lie in the folder of the run
 */
public record WrittenPlan(
        RobustnessPlan plan,
        Path data,
        Optional<Path> split,
        String normalise,
        boolean ownFolder,
        boolean predictions) {
    /**
     * Writes {@code plan.json}.
     *
     * @param folder of the run
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public void write(Path folder) {
        TextFile.write(folder.resolve("plan.json"), text(folder.toAbsolutePath().normalize()));
    }

    private String text(Path folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.indented(bytes)) {
            json.beginObject();
            json.beginArray("models");
            for (TestedModel model : plan.models()) {
                json.beginObject();
                json.field("name", model.title());
                json.field("version", model.identity().version());
                json.endObject();
            }
            json.endArray();
            json.beginArray("corruptions");
            for (PlannedCorruption corruption : plan.corruptions()) {
                if (corruption.augmentation().isPresent()) {
                    json.beginObject();
                    json.field("name", corruption.name());
                    json.integers("severities", corruption.severities());
                    json.endObject();
                }
            }
            for (PlannedSequence sequence : plan.sequences()) {
                json.beginObject();
                json.field("name", sequence.name());
                json.integers("severities", sequence.levels());
                json.endObject();
            }
            json.endArray();
            json.value("seeds", List.of(plan.seed()));
            json.field("data", relative(folder, data));
            if (split.isPresent()) {
                json.field("split", relative(folder, split.get()));
            }
            json.field("data_root", plan.pictures().root());
            json.field("normalise", normalise);
            if (ownFolder) {
                json.field("output", ".");
            }
            json.field("predictions", predictions);
            if (plan.corruptions().stream().anyMatch(PlannedCorruption::exact)) {
                json.field("pokeai_exact", true);
            }
            json.endObject();
            json.line();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** So that a project can be moved; absolute only on another drive. */
    private static String relative(Path folder, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path shown = Objects.equals(folder.getRoot(), absolute.getRoot()) ? folder.relativize(absolute) : absolute;
        return shown.toString().isEmpty() ? "." : shown.toString();
    }
}
