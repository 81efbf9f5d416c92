package io.pokeai.service.internal.jobs;

import io.pokeai.aug.jobs.Job;
import io.pokeai.aug.jobs.JobEstimate;
import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.jobs.JobOrder;
import io.pokeai.aug.jobs.Submission;
import io.pokeai.service.internal.events.Ticker;
import io.pokeai.service.internal.files.StreamRoom;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.QueryParameters;
import io.pokeai.service.internal.web.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Orders jobs: {@code POST /v1/jobs}. With an {@code Idempotency-Key}, the same order again is the same job, and another order under
 * the key is refused (draft-ietf-httpapi-idempotency-key-header).
 */
final class JobOrders {
    private static final int BODY_BYTES = 1 << 20;
    private static final String VALIDATE = "validateOnly";
    private static final int WAITING = 32;

    private final JobDesk desk;
    private final BodyMemory memory;
    private final Ticker ticker;
    private final StreamRoom waiting = new StreamRoom("requests that wait for a job's end", WAITING);
    private final StreamRoom estimates = new StreamRoom("estimates", 1);

    JobOrders(JobDesk desk, BodyMemory memory, Ticker ticker) {
        this.desk = desk;
        this.memory = memory;
        this.ticker = ticker;
    }

    void take(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.of(request, Set.of(VALIDATE));
        Optional<String> key = IdempotencyKey.of(request);
        JobOrder order = read(request);
        if (query.flag(VALIDATE)) {
            estimate(response, order);
            return;
        }
        Preferences preferences = Preferences.of(request);
        Submission submission = desk.jobs().submit(order, key);
        Job job = submission.job();
        response.setHeader("Location", JobAnswer.path(job.id()));
        if (submission.outcome() == Submission.Outcome.OTHER_ORDER) {
            throw HttpFailure.of(
                            422,
                            "IDEMPOTENCY_KEY_REUSED",
                            "The Idempotency-Key belongs to the job " + job.id() + ", whose order is another one.",
                            "Use a new key for another order.")
                    .with("Location", JobAnswer.path(job.id()));
        }
        String applied = preferences.applied();
        if (!applied.isEmpty()) {
            response.setHeader("Preference-Applied", applied);
        }
        if (preferences.patience().isPresent()) {
            EndWait.start(request, job, preferences.patience().get(), ticker, waiting);
            return;
        }
        boolean created = submission.outcome() == Submission.Outcome.CREATED;
        JobAnswer.write(
                response,
                preferences.async()
                        ? HttpServletResponse.SC_ACCEPTED
                        : created ? HttpServletResponse.SC_CREATED : HttpServletResponse.SC_OK,
                job.status());
    }

    private JobOrder read(HttpServletRequest request) {
        String type = request.getContentType() == null
                ? ""
                : request.getContentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        if (!type.equals(HttpAnswers.JSON)) {
            throw HttpFailure.unsupportedMediaType(type, HttpAnswers.JSON);
        }
        try (RequestBody body = RequestBody.read(request, memory, BODY_BYTES, Pace.USUAL)) {
            return JobOrder.read(body.bytes());
        }
    }

    /** What would be done; a probe of some seconds says how long it would take. */
    @SuppressWarnings("try") // one probe at a time: two would each find the machine slow
    private void estimate(HttpServletResponse response, JobOrder order) throws IOException {
        try (StreamRoom.Place place = estimates.enter()) {
            JobEstimate estimate = desk.jobs().estimate(order, () -> false);
            HttpAnswers.json(response, json -> JobJson.write(json, estimate));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the work was estimated");
        }
    }
}
