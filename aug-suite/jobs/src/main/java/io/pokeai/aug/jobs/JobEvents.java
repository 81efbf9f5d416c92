package io.pokeai.aug.jobs;

import io.pokeai.aug.jobs.internal.store.JournalReader;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import java.time.Duration;
import java.util.List;

/**
 * The events of a job, from one on: those that are in its journal, then those that are added. Whoever comes back with the id of the
 * last event that it has seen misses none and gets none twice, also after a restart of the service.
 *
 * <pre>{@code
 * try (JobEvents events = job.events(lastSeen)) {
 *     while (!events.atEnd()) {
 *         for (JobEvent event : events.next(100, Duration.ofSeconds(15))) {
 *             send(event);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Events are read from the disk when they are asked for, so a slow reader costs neither memory nor an open file.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> the caller closes it.
 */
public final class JobEvents implements AutoCloseable {
    private final StoredJob job;
    private final JournalReader reader;
    private boolean closed;

    JobEvents(StoredJob job, long after) {
        this.job = job;
        this.reader = new JournalReader(job.journal(), after);
    }

    /**
     * The next events.
     *
     * @param most how many, at least 1
     * @param wait how long, if there is none now
     * @return in their order; none when the time was over, and at the end
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when the journal cannot be read
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public List<JobEvent> next(int most, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (!closed && !isGone()) {
            boolean ended = job.status().state().isEnd();
            List<JobEvent> events = reader.read(most);
            long left = deadline - System.nanoTime();
            if (!events.isEmpty() || left <= 0 || (ended && reader.isCaughtUp())) {
                return events;
            }
            if (reader.isCaughtUp()) { // else the lines before the wanted ones are not all passed over
                reader.await(left);
            }
        }
        return List.of();
    }

    /** Whether the job is at its end, or gone, and all of its events were given. */
    public boolean atEnd() {
        return closed || isGone() || (job.status().state().isEnd() && reader.isCaughtUp());
    }

    private boolean isGone() {
        return job.isDeleted() || job.status().expired();
    }

    @Override
    public void close() {
        closed = true;
    }
}
