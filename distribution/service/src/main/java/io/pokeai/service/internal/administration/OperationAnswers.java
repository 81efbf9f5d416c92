package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.Interrupts;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.Preference;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Answers a request for a change: with its result when it is done, or with 202 and where the result is going to be. The latter comes when
 * the client says {@code Prefer: respond-async}, and after ten minutes in any case.
 *
 * <p><b>Threads</b> safe.
 */
final class OperationAnswers {
    static final String PATH = "/v1/operations/";

    private static final String STEP = "step";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Looks that wait hold a thread each; one more is answered at once, which RFC 7240 leaves to us. */
    private static final int MOST_WAITING = 8;

    private final Operations operations;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    OperationAnswers(Operations operations) {
        this.operations = operations;
    }

    Operations operations() {
        return operations;
    }

    void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            String what,
            String subject,
            AdminOperation.Work work)
            throws IOException {
        Preference preference = Preference.of(request);
        AdminOperation operation = operations.start(what, subject, work);
        Duration wait = preference.respondAsync() ? preference.patience().orElse(Duration.ZERO) : LONGEST;
        Optional<AdminOperation.Result> result = await(operation, wait);
        if (result.isPresent()) {
            result.get().send(response);
            return;
        }
        if (preference.respondAsync()) {
            response.setHeader("Preference-Applied", "respond-async");
        }
        response.setHeader("Location", PATH + operation.id());
        response.setHeader("Retry-After", "1");
        HttpAnswers.json(response, HttpServletResponse.SC_ACCEPTED, operation::write);
    }

    /**
     * The operation as it is, or as it is when the client has waited for as long as it prefers to: for the end, or with {@code step=N} for
     * another step than this one.
     */
    void show(HttpServletRequest request, HttpServletResponse response, AdminOperation operation) throws IOException {
        Optional<Duration> wait = Preference.of(request).patience();
        QueryParameters query = QueryParameters.of(request, Set.of(STEP));
        boolean steps = query.text(STEP).isPresent();
        int known = (int) query.number(STEP, 0, 0, Integer.MAX_VALUE);
        if (wait.isPresent() && waiting.tryAcquire()) {
            try {
                if (steps) {
                    awaitStep(operation, known, wait.get());
                } else {
                    await(operation, wait.get());
                }
            } catch (RuntimeException e) {
                // Its failure is a part of what is shown.
                if (!operation.isDone()) {
                    throw e;
                }
            } finally {
                waiting.release();
            }
        }
        if (!operation.isDone()) {
            response.setHeader("Retry-After", "1");
        }
        HttpAnswers.json(response, operation::write);
    }

    private static void awaitStep(AdminOperation operation, int known, Duration atMost) {
        try {
            operation.awaitStep(known, atMost);
        } catch (InterruptedException e) {
            throw Interrupts.caught("The wait for operation " + operation.id(), e);
        }
    }

    private static Optional<AdminOperation.Result> await(AdminOperation operation, Duration atMost) {
        try {
            return operation.await(atMost);
        } catch (InterruptedException e) {
            throw Interrupts.caught("The wait for operation " + operation.id(), e);
        }
    }
}
