package io.pokeai.service.internal.files;

import io.pokeai.service.internal.web.HttpFailure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many bodies of a kind are sent at once: each holds a connection and a buffer for as long as its client likes.
 *
 * <p><b>Threads</b> safe; nobody waits.
 */
public final class StreamRoom {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final String what;
    private final int most;
    private final Semaphore free;

    /** @param what such as {@code streams of events} */
    public StreamRoom(String what, int most) {
        this.what = what;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /**
     * Takes a place; its holder closes it.
     *
     * @throws HttpFailure 429 when there is none
     */
    public Place enter() {
        if (!free.tryAcquire()) {
            throw HttpFailure.overloaded(most + " " + what + " are open, which is the most at once.", RETRY_AFTER);
        }
        return new Place();
    }

    /** Those that are open. */
    public int open() {
        return most - free.availablePermits();
    }

    /** One place. <b>Threads</b> safe; a second close does nothing. */
    public final class Place implements AutoCloseable {
        private final AtomicBoolean left = new AtomicBoolean();

        private Place() {}

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                free.release();
            }
        }
    }
}
