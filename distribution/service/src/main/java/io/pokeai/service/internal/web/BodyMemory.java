package io.pokeai.service.internal.web;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The memory that the bodies of all requests may take together. Nobody waits for it: a request that finds none left is refused, because
 * waiting requests would hold what they have already.
 *
 * <p><b>Threads</b> safe.
 */
public final class BodyMemory {
    private static final int UNIT_BYTES = 4096;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Semaphore units;

    /** @param bytes for all bodies together */
    public BodyMemory(long bytes) {
        this.units = new Semaphore((int) Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES));
    }

    /** A part for one request, empty at first. */
    public Share share() {
        return new Share();
    }

    /** Free bytes, for tests and metrics. */
    public long free() {
        return (long) units.availablePermits() * UNIT_BYTES;
    }

    /** What one request holds. <b>Threads</b> confined to the request. <b>Ownership</b> its request closes it. */
    public final class Share implements AutoCloseable {
        private int held;

        private Share() {}

        /**
         * Makes sure that the share has so many bytes.
         *
         * @throws HttpFailure 429 when there are not so many left
         */
        public void growTo(long bytes) {
            int wanted = (int) Math.min(Integer.MAX_VALUE, (bytes + UNIT_BYTES - 1) / UNIT_BYTES);
            if (wanted > held) {
                if (!units.tryAcquire(wanted - held)) {
                    throw HttpFailure.overloaded(
                            "The bodies of other requests take all the memory for bodies.", RETRY_AFTER);
                }
                held = wanted;
            }
        }

        @Override
        public void close() {
            units.release(held);
            held = 0;
        }
    }
}
