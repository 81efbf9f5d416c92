package io.pokeai.aug.jobs.internal.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The order of a job, read when somebody wants it: a service with many ended jobs starts without reading their orders.
 *
 * <p><b>Threads</b> safe.
 */
final class OrderFile {
    private final Path file;

    @GuardedBy("this")
    private @Nullable JobOrder order;

    OrderFile(Path file) {
        this.file = file;
    }

    /** @throws EngineException {@code UNAVAILABLE} when it cannot be read, {@code INVALID_ARGUMENT} when it is damaged */
    synchronized JobOrder read() {
        JobOrder known = order;
        if (known == null) {
            try {
                known = JobOrder.read(Files.readAllBytes(file));
            } catch (IOException e) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "The order " + file + " cannot be read: " + e + ".",
                        "Look at the disk.",
                        e);
            }
            order = known;
        }
        return known;
    }
}
