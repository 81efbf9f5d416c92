package io.pokeai.engine.runtime.internal.journal;

import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.json.JournalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A report as one line: a JSON object in ASCII whose last field, {@code crc32c}, is the checksum (CRC-32C, eight hexadecimal
 * digits) of all bytes before its comma.
 */
final class JournalLine {
    private static final String CHECK = ",\"crc32c\":\"";
    private static final int DIGITS = 8;
    private static final int TAIL = CHECK.length() + DIGITS + 2;

    /** The journal writes no longer lines. */
    private static final int MAX_LENGTH = 1 << 16;

    private JournalLine() {}

    static String of(SwapReport report) throws IOException {
        String object = JournalJson.write(report);
        String body = object.substring(0, object.length() - 1);
        return body + CHECK + checksum(body) + "\"}";
    }

    /** Empty for a line that is damaged or cut short. */
    static Optional<SwapReport> parse(String line) {
        int end = line.length() - TAIL;
        if (end < 0 || line.length() > MAX_LENGTH || !line.startsWith(CHECK, end)) {
            return Optional.empty();
        }
        String body = line.substring(0, end);
        int digits = end + CHECK.length();
        if (!line.substring(digits).equals(checksum(body) + "\"}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JournalJson.read(body + "}"));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // of a later version, perhaps
        }
    }

    private static String checksum(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder digits = new StringBuilder(Long.toHexString(crc.getValue()));
        while (digits.length() < DIGITS) {
            digits.insert(0, '0');
        }
        return digits.toString();
    }
}
