package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.service.internal.events.Ticker;
import io.pokeai.service.internal.files.StreamRoom;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** Answers when a job is at its end, or when its client has waited as long as it wanted to; no thread waits. */
final class EndWait implements Ticker.Waiting {
    private static final System.Logger LOG = System.getLogger(EndWait.class.getName());

    private final AsyncContext context;
    private final Job job;
    private final long deadline;
    private final StreamRoom.Place place;

    private EndWait(AsyncContext context, Job job, Duration atMost, StreamRoom.Place place) {
        this.context = context;
        this.job = job;
        this.deadline = System.nanoTime() + atMost.toNanos();
        this.place = place;
    }

    /** @param room of those that wait at once */
    static void start(HttpServletRequest request, Job job, Duration atMost, Ticker ticker, StreamRoom room) {
        StreamRoom.Place place = room.enter();
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        ticker.add(new EndWait(context, job, atMost, place));
    }

    @Override
    public boolean look(boolean draining) {
        JobStatus status = job.status();
        boolean end = status.state().isEnd();
        if (!end && !draining && System.nanoTime() < deadline) {
            return false;
        }
        try {
            JobAnswer.write(
                    (HttpServletResponse) context.getResponse(),
                    end ? HttpServletResponse.SC_OK : HttpServletResponse.SC_ACCEPTED,
                    status);
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the client that waited has gone", e);
        }
        place.close();
        context.complete();
        return true;
    }
}
