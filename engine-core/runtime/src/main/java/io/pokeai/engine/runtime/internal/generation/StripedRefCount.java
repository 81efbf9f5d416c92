package io.pokeai.engine.runtime.internal.generation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts the users of a thing that must not be freed before the last one has left; after {@link #retire} no user comes in.
 *
 * <p>The count is spread over stripes, so that threads do not compete for one cache line. Each stripe is a number of users
 * and a bit that says that it is retired. A user leaves by the stripe that it came in by. A stripe is <em>finished</em> when
 * it is retired and has no user; a finished stripe stays finished, so every stripe finishes exactly once, and the thread that
 * finishes the last one runs {@code last}, exactly once, after every user has left.
 *
 * <p><b>Threads</b> safe and lock-free; {@code StripedRefCountTest} stresses it.
 */
public final class StripedRefCount {
    private static final int RETIRED = Integer.MIN_VALUE;

    /** No two stripes share a cache line, nor a pair of them that is fetched together: 128 bytes. */
    private static final int SPACING = 32;

    /** Two threads that run at once rarely meet. */
    private static final int STRIPES_PER_PROCESSOR = 4;

    private static final int MAX_STRIPES = 64;
    private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

    private final int mask;
    private final AtomicIntegerArray counts;
    private final AtomicInteger unfinished;
    private final AtomicBoolean retired = new AtomicBoolean();
    private final Runnable last;

    /** @param last called once, by the last user to leave, or by {@link #retire} when there is no user */
    StripedRefCount(Runnable last) {
        this(STRIPES, last);
    }

    /** @param stripes a power of two */
    public StripedRefCount(int stripes, Runnable last) {
        this.mask = stripes - 1;
        this.counts = new AtomicIntegerArray((stripes + 1) * SPACING);
        this.unfinished = new AtomicInteger(stripes);
        this.last = last;
    }

    private static int stripes(int processors) {
        return Math.min(MAX_STRIPES, Integer.highestOneBit(STRIPES_PER_PROCESSOR * processors));
    }

    /** The stripe that the calling thread comes in by. */
    public int stripe() {
        return (int) Thread.currentThread().getId() & mask;
    }

    /** Lets a user in, unless it is retired. */
    public boolean tryEnter(int stripe) {
        int at = place(stripe);
        int count = counts.get(at);
        while (count >= 0) {
            int witness = counts.compareAndExchange(at, count, count + 1);
            if (witness == count) {
                return true;
            }
            count = witness;
        }
        return false;
    }

    /** Lets one more user in by a stripe that has one, retired or not. */
    public boolean tryJoin(int stripe) {
        int at = place(stripe);
        int count = counts.get(at);
        while ((count & ~RETIRED) > 0) {
            int witness = counts.compareAndExchange(at, count, count + 1);
            if (witness == count) {
                return true;
            }
            count = witness;
        }
        return false;
    }

    /** A user leaves; once for each that came in. */
    public void leave(int stripe) {
        if (counts.decrementAndGet(place(stripe)) == RETIRED) {
            finished();
        }
    }

    /** No user comes in from now on. A second call does nothing. */
    public void retire() {
        if (retired.compareAndSet(false, true)) {
            for (int stripe = 0; stripe <= mask; stripe++) {
                if (counts.getAndAccumulate(place(stripe), RETIRED, (count, bit) -> count | bit) == 0) {
                    finished();
                }
            }
        }
    }

    boolean isRetired() {
        return retired.get();
    }

    /** How many there are; exact when no user comes or leaves meanwhile. */
    int users() {
        int users = 0;
        for (int stripe = 0; stripe <= mask; stripe++) {
            users += counts.get(place(stripe)) & ~RETIRED;
        }
        return users;
    }

    private void finished() {
        if (unfinished.decrementAndGet() == 0) {
            last.run();
        }
    }

    private static int place(int stripe) {
        return (stripe + 1) * SPACING;
    }
}
