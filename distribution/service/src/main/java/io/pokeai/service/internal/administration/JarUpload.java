package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Writes the body of a request into a file beside the plugins, whose name no folder takes for a plugin.
 *
 * <p><b>Threads</b> safe. <b>Limits</b> {@value #MOST_BYTES} bytes; {@value #MOST_AT_ONCE} uploads at once.
 */
final class JarUpload {
    static final long MOST_BYTES = 128L << 20;

    private static final int MOST_AT_ONCE = 2;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Set<String> TYPES = Set.of("", "application/java-archive", "application/octet-stream");

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /**
     * Reads all of the body.
     *
     * @return a file that the caller moves or deletes
     * @throws HttpFailure 413, 415, 429, and what else can be wrong with a body
     */
    Path read(HttpServletRequest request, Path folder) {
        String type = OrderBodies.type(request);
        if (!TYPES.contains(type)) {
            throw HttpFailure.unsupportedMediaType(type, "application/java-archive");
        }
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw HttpFailure.bodyTooLarge(MOST_BYTES);
        }
        if (!places.tryAcquire()) {
            throw HttpFailure.overloaded(MOST_AT_ONCE + " plugins are being sent already.", RETRY_AFTER);
        }
        try {
            return write(request, folder);
        } finally {
            places.release();
        }
    }

    private static Path write(HttpServletRequest request, Path folder) {
        Path file = temporary(folder);
        boolean complete = false;
        try (InputStream in = RequestBody.decoded(request, Pace.USUAL)) {
            copy(in, file);
            complete = true;
            return file;
        } catch (IOException | RuntimeException e) {
            throw RequestBody.failure(e);
        } finally {
            if (!complete) {
                delete(file);
            }
        }
    }

    private static Path temporary(Path folder) {
        try {
            return Files.createTempFile(folder, ".upload-", ".partial");
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    folder + " cannot be written: " + e.getClass().getSimpleName() + ".",
                    "Let the user of the service write it, or name another plugins folder.",
                    e);
        }
    }

    private static void copy(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long length = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
                if (length > MOST_BYTES) {
                    throw HttpFailure.bodyTooLarge(MOST_BYTES);
                }
                out.write(buffer, 0, count);
            }
        }
        if (length == 0) {
            throw HttpFailure.badRequest("The body is empty.", "Send the jar.");
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(JarUpload.class.getName())
                    .log(System.Logger.Level.WARNING, file + " cannot be deleted", e);
        }
    }
}
