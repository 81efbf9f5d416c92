package io.pokeai.aug.jobs;

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
public interface JobEvents extends AutoCloseable {
    /**
     * The next events.
     *
     * @param most how many, at least 1
     * @param wait how long, if there is none now
     * @return in their order; none when the time was over, and at the end
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when the journal cannot be read
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    List<JobEvent> next(int most, Duration wait) throws InterruptedException;

    /** Whether the job is at its end, or gone, and all of its events were given. */
    boolean atEnd();

    @Override
    void close();
}
