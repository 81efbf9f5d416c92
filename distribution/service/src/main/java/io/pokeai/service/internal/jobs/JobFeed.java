package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEvent;
import io.pokeai.aug.jobs.JobEvents;
import io.pokeai.service.internal.events.EventFeed;
import io.pokeai.service.internal.events.FeedEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/** The events of one job; the id of each is the number of its line in the job's journal. */
final class JobFeed implements EventFeed {
    private final JobEvents events;

    /** @param after the last event that the client has; 0 for none */
    @SuppressWarnings("MustBeClosedChecker") // closed with this
    JobFeed(Job job, long after) {
        this.events = job.events(after);
    }

    List<JobEvent> read(int most) throws IOException {
        try {
            return events.next(most, Duration.ZERO);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while events were read");
        }
    }

    @Override
    public List<FeedEvent> next(int most) throws IOException {
        return read(most).stream()
                .map(event -> new FeedEvent(String.valueOf(event.id()), event.type(), event.json()))
                .toList();
    }

    @Override
    public boolean isAtEnd() {
        return events.atEnd();
    }

    @Override
    public void close() {
        events.close();
    }
}
