package io.pokeai.aug.jobs.local;

import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.aug.jobs.JobEvents;
import io.pokeai.aug.jobs.internal.store.JournalReader;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import java.time.Duration;
import java.util.List;

/** Reads the events of a job from its journal. <b>Threads</b> confined to one. */
final class LocalJobEvents implements JobEvents {
    private final StoredJob job;
    private final JournalReader reader;
    private boolean closed;

    LocalJobEvents(StoredJob job, long after) {
        this.job = job;
        this.reader = new JournalReader(job.journal(), after);
    }

    @Override
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

    @Override
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
