package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A line of the journal.
 *
 * @param pictures rows that count
 * @param correct rows that are right
 * @param answers SHA-256 of the file with the answers
 * @param scores SHA-256 of the file with the scores
 * @param probabilities SHA-256 of the file with all probabilities; empty if they were not kept
 */
record CellLine(
        String model,
        String augmentation,
        int severity,
        int pictures,
        int correct,
        String answers,
        String scores,
        String probabilities,
        CellKey key) {
    static CellLine of(FinishedCell cell, String answers, String scores, String probabilities) {
        return new CellLine(
                cell.model(),
                cell.augmentation(),
                cell.severity(),
                cell.pictures(),
                cell.correct(),
                answers,
                scores,
                probabilities,
                cell.key());
    }

    /** Without a line end. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            json.field("model", model);
            json.field("augmentation", augmentation);
            json.field("severity", severity);
            json.field("pictures", pictures);
            json.field("correct", correct);
            json.field("cell", key.hash());
            json.field("answers", answers);
            json.field("scores", scores);
            if (!probabilities.isEmpty()) {
                json.field("probabilities", probabilities);
            }
            json.value("key", key.parts());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return CheckedLine.text(bytes.toString(StandardCharsets.UTF_8));
    }

    /** Empty for anything but a whole line. */
    static Optional<CellLine> parse(String line) {
        try {
            return CheckedLine.parse(line)
                    .map(known -> new CellLine(
                            known.field("model"),
                            known.field("augmentation"),
                            known.number("severity"),
                            known.number("pictures"),
                            known.number("correct"),
                            known.field("answers"),
                            known.field("scores"),
                            known.field("probabilities"),
                            known.key()));
        } catch (NumberFormatException e) {
            return Optional.empty(); // of another form, though it is whole
        }
    }
}
