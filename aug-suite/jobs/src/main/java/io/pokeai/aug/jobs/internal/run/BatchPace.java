package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.Traffic;
import java.time.Duration;
import java.util.Iterator;

/**
 * Lets a job give way: before each batch it waits until callers are quiet, or until it has stood back so long that its share is kept,
 * whichever comes first. So callers who are never quiet seldom meet a batch of the job, and the job always gets on.
 *
 * <p><b>Threads</b> confined to the thread that takes the results.
 */
final class BatchPace {
    private static final long LONGEST_NANOS = Duration.ofSeconds(30).toNanos();

    /** How often it is looked whether callers are quiet, and how long they have to be. */
    private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

    private static final int QUIET_LOOKS = 5;

    private final Traffic traffic;
    private final StopSwitch stop;

    /** How often as long as a batch took it stands back. */
    private final double patience;

    private long begun;
    private long seen;
    private boolean first = true;

    /** @param share of its time that a job works beside callers who are never quiet */
    BatchPace(Traffic traffic, StopSwitch stop, double share) {
        this.traffic = traffic;
        this.stop = stop;
        this.patience = 1 / share - 1;
        this.seen = traffic.begun();
    }

    /** The same pictures, pulled no faster than callers allow. */
    <T> Iterable<T> paced(Iterable<T> pictures, int batch) {
        return () -> new Iterator<>() {
            private final Iterator<T> all = pictures.iterator();
            private long pulled;

            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public T next() {
                if (pulled++ % batch == 0) {
                    beforeBatch();
                }
                return all.next();
            }
        };
    }

    /** Waits. It returns at once when the job was told to stop: then no batch is begun any more. */
    void beforeBatch() {
        long now = System.nanoTime();
        long took = first ? 0 : now - begun;
        first = false;
        if (isBusy()) {
            try {
                standBack((long) Math.min((double) LONGEST_NANOS, patience * took));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the run looks at it with its next answer
            }
        }
        begun = System.nanoTime();
    }

    private void standBack(long most) throws InterruptedException {
        long deadline = System.nanoTime() + most;
        int quiet = 0;
        while (quiet < QUIET_LOOKS && System.nanoTime() < deadline) {
            if (stop.await(LOOK_NANOS)) {
                return;
            }
            quiet = isBusy() ? 0 : quiet + 1;
        }
    }

    private boolean isBusy() {
        long now = traffic.begun();
        boolean busy = now != seen || traffic.inFlight() > 0;
        seen = now;
        return busy;
    }
}
