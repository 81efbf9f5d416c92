package io.pokeai.aug.robustness.cells;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

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
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHECKSUM = 8;

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
        String content = bytes.toString(StandardCharsets.UTF_8);
        return checksum(content) + ' ' + content;
    }

    /** Empty for anything but a whole line. */
    static Optional<CellLine> parse(String line) {
        if (line.length() <= CHECKSUM + 1) {
            return Optional.empty();
        }
        String content = line.substring(CHECKSUM + 1);
        if (!line.startsWith(checksum(content) + ' ')) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(content)) {
            Map<String, String> fields = new HashMap<>();
            Map<String, String> key = new LinkedHashMap<>();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String part = parser.currentName();
                        parser.nextToken();
                        key.put(part, parser.getText());
                    }
                } else {
                    fields.put(name, parser.getText());
                }
            }
            return Optional.of(new CellLine(
                    field(fields, "model"),
                    field(fields, "augmentation"),
                    Integer.parseInt(field(fields, "severity")),
                    Integer.parseInt(field(fields, "pictures")),
                    Integer.parseInt(field(fields, "correct")),
                    field(fields, "answers"),
                    field(fields, "scores"),
                    fields.getOrDefault("probabilities", ""),
                    new CellKey(key)));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // of another form, though it is whole
        }
    }

    private static String field(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static String checksum(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toHexString(crc.getValue());
        return "0".repeat(CHECKSUM - digits.length()) + digits;
    }
}
