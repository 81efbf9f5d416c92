package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.engine.api.WrongField;
import io.pokeai.service.internal.events.EventFormat;
import io.pokeai.service.internal.events.EventStreams;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Events of jobs as streams. A client that comes back says which event it had last: by {@code Last-Event-ID}, which browsers send, or by
 * {@code ?after=}; the header counts if both are there. Who has them all, of a job that is at its end, gets 204, which stops browsers.
 */
final class JobStreams {
    /** How errors name the last event, whether it came in the query or in the header. */
    static final String AFTER = "after";

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final JobDesk desk;
    private final EventStreams streams;

    JobStreams(JobDesk desk, EventStreams streams) {
        this.desk = desk;
        this.streams = streams;
    }

    /** Of one job. */
    void one(HttpServletRequest request, HttpServletResponse response, String id) throws IOException {
        QueryParameters query = QueryParameters.of(request, Set.of(AFTER));
        Job job = desk.job(id);
        long after = number(last(request, query));
        JobStatus status = job.status();
        if (after > status.lastEvent()) {
            throw HttpFailure.badRequest(
                            "The job has " + status.lastEvent() + " events, and the last event id is " + after + ".",
                            "Leave it out to get all events.")
                    .ofField(AFTER)
                    .allowing(List.of(WrongField.range(0, status.lastEvent())));
        }
        if (status.state().isEnd() && after == status.lastEvent()) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        streams.answer(request, response, format(request), () -> new JobFeed(job, after));
    }

    /** Of several jobs, {@code ?job=ID,ID}. */
    void several(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.of(request, Set.of("job", AFTER));
        JobPositions from = JobPositions.of(query.text("job").orElse(""), last(request, query));
        boolean over = true;
        for (var entry : from.after().entrySet()) {
            JobStatus status = desk.job(entry.getKey()).status();
            over &= status.state().isEnd() && entry.getValue() == status.lastEvent();
        }
        if (over) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            return;
        }
        streams.answer(request, response, format(request), () -> new JobsFeed(from, desk::job));
    }

    private static EventFormat format(HttpServletRequest request) {
        return EventFormat.of(Optional.ofNullable(request.getHeader("Accept")).orElse(""));
    }

    private static String last(HttpServletRequest request, QueryParameters query) {
        return Optional.ofNullable(request.getHeader(LAST_EVENT_ID))
                .filter(text -> !text.isBlank())
                .or(() -> query.text(AFTER))
                .orElse("")
                .strip();
    }

    private static long number(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,15}")) {
            throw HttpFailure.badRequest(
                            "The last event id is not a whole number.",
                            "It is the id of an event of this stream, or 0.")
                    .ofField(AFTER)
                    .allowing(List.of(WrongField.range(0, Long.MAX_VALUE)));
        }
        return Long.parseLong(text);
    }
}
