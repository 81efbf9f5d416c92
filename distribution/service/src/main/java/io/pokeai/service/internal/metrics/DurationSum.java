package io.pokeai.service.internal.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How often something was done, and how long all of it took. <b>Threads</b> safe. */
public final class DurationSum {
    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    void add(long took) {
        count.increment();
        nanos.add(took);
    }

    public long count() {
        return count.sum();
    }

    /** Of all of them. */
    public long nanos() {
        return nanos.sum();
    }
}
