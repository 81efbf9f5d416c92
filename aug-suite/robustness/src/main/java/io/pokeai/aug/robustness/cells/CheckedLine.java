package io.pokeai.aug.robustness.cells;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A line of a journal: CRC-32C of the rest in eight hexadecimal digits, a blank, a JSON object of plain values and one object, the
 * {@link CellKey}.
 *
 * @param fields the plain values, as texts
 */
record CheckedLine(Map<String, String> fields, CellKey key) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int CHECKSUM = 8;

    /** The line of a JSON object, without a line end. */
    static String text(String content) {
        return checksum(content) + ' ' + content;
    }

    /** Empty for anything but a whole line. */
    static Optional<CheckedLine> parse(String line) {
        if (line.length() <= CHECKSUM + 1) {
            return Optional.empty();
        }
        String content = line.substring(CHECKSUM + 1);
        if (!line.startsWith(text(content))) {
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
            return Optional.of(new CheckedLine(fields, new CellKey(key)));
        } catch (IOException e) {
            return Optional.empty(); // of another form, though it is whole
        }
    }

    /** Empty for a field that the line does not have. */
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** @throws NumberFormatException if it is none */
    int number(String name) {
        return Integer.parseInt(field(name));
    }

    private static String checksum(String content) {
        CRC32C crc = new CRC32C();
        crc.update(content.getBytes(StandardCharsets.UTF_8));
        String digits = Long.toHexString(crc.getValue());
        return "0".repeat(CHECKSUM - digits.length()) + digits;
    }
}
