package io.pokeai.service.internal.administration;

import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The report that a gate has written about a change. The next gate of the same model writes its report into the same file, so a hash
 * says whose it is.
 *
 * @param sha256 of its content, when the change was done
 */
record WrittenGate(Path file, String sha256) {
    /** A report has a few lines for each cell. A file that is larger is not a report. */
    private static final int MOST_BYTES = 16 << 20;

    /** The report that the file holds now; empty if the file cannot be read. */
    static Optional<WrittenGate> of(Path file) {
        return content(file).map(bytes -> new WrittenGate(file, hash(bytes)));
    }

    /** @throws HttpFailure 410 when the file has gone, or is that of another change */
    void send(HttpServletResponse response) throws IOException {
        byte[] bytes = content(file).filter(read -> hash(read).equals(sha256)).orElseThrow(WrittenGate::gone);
        response.setContentType(HttpAnswers.JSON);
        HttpAnswers.whole(response, bytes);
    }

    private static HttpFailure gone() {
        return HttpFailure.of(
                410,
                "GATE_REPORT_GONE",
                "The report was deleted, or replaced by that of a later gate.",
                "The result of the operation says what was decided.");
    }

    private static Optional<byte[]> content(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            return bytes.length > MOST_BYTES ? Optional.empty() : Optional.of(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
