package io.pokeai.service.internal.administration;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.FailureBody;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One change that an operator has asked for, from its start to its result. Nobody has to wait for it: a client that goes away does not undo
 * it.
 *
 * <p><b>Threads</b> safe; {@link #run} is called once, by its own thread.
 */
final class AdminOperation {
    /**
     * What was done, as an answer.
     *
     * @param gate the report of the gate that has decided about it
     */
    record Result(int status, HttpAnswers.Document body, Optional<GateFile> gate) {
        Result(int status, HttpAnswers.Document body) {
            this(status, body, Optional.empty());
        }

        void send(HttpServletResponse response) throws IOException {
            HttpAnswers.json(response, status, body);
        }
    }

    /** The change itself. */
    @FunctionalInterface
    interface Work {
        /**
         * Makes it.
         *
         * @param operation its id
         * @param listener to be told how far it is, if that is known
         * @throws RuntimeException why there is no result
         */
        Result make(String operation, Consumer<ChangeProgress> listener);
    }

    private final String id;
    private final String what;
    private final String subject;
    private final Instant at;
    private final CompletableFuture<Result> result = new CompletableFuture<>();

    @GuardedBy("this")
    private @Nullable Thread runner;

    @GuardedBy("this")
    private boolean cancelled;

    @GuardedBy("this")
    private OperationProgress progress = OperationProgress.NONE;

    /**
     * @param what such as {@code swap}
     * @param subject whose change it is: the name of a model, or the file of a plugin
     */
    AdminOperation(String id, String what, String subject, Instant at) {
        this.id = id;
        this.what = what;
        this.subject = subject;
        this.at = at;
    }

    String id() {
        return id;
    }

    boolean isDone() {
        return result.isDone();
    }

    void run(Work work) {
        begin();
        try {
            result.complete(work.make(id, this::advance));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            end();
        }
    }

    private synchronized void advance(ChangeProgress news) {
        progress = progress.then(news, System.nanoTime());
        notifyAll();
    }

    private synchronized void begin() {
        runner = Thread.currentThread();
        if (cancelled) {
            runner.interrupt();
        }
    }

    private synchronized void end() {
        runner = null;
        // The thread's next change has not been cancelled.
        Thread.interrupted();
        notifyAll();
    }

    /** Interrupts the change: a gate that is asked stops, and nothing has changed; any other change goes on. */
    synchronized void cancel() {
        cancelled = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    /**
     * Waits for the result.
     *
     * @return empty when the time is over
     * @throws RuntimeException why there is none
     */
    Optional<Result> await(Duration atMost) throws InterruptedException {
        try {
            return Optional.of(result.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw HttpFailure.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /**
     * Waits until it is done or at another step.
     *
     * @param known number of the step that is of no interest any more
     */
    synchronized void awaitStep(int known, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (!result.isDone() && progress.number() == known && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
            left = end - System.nanoTime();
        }
    }

    private synchronized OperationProgress progress() {
        return progress;
    }

    /**
     * The report of the gate that has decided.
     *
     * @return empty while it runs, and when no gate was asked or none has written a report
     */
    Optional<GateFile> gate() {
        return result.isDone() && !result.isCompletedExceptionally()
                ? result.join().gate()
                : Optional.empty();
    }

    /** An object: what it is, where it stands, and its result when there is one. */
    void write(JsonWriter json) throws IOException {
        json.beginObject();
        json.field("id", id);
        json.field("operation", what);
        json.field("subject", subject);
        json.field("at", at.toString());
        boolean done = result.isDone();
        json.field("state", done ? "DONE" : "RUNNING");
        if (done) {
            writeResult(json);
        } else {
            progress().write(json, System.nanoTime());
        }
        json.endObject();
    }

    private void writeResult(JsonWriter json) throws IOException {
        try {
            Result done = result.join();
            json.field("status", done.status());
            json.name("result");
            done.body().write(json);
        } catch (CompletionException e) {
            HttpFailure failure = HttpFailure.of(e.getCause() == null ? e : e.getCause());
            json.field("status", failure.status());
            json.beginObject("problem");
            json.field("code", failure.code());
            json.field("title", failure.problem());
            json.field("detail", failure.remedy());
            FailureBody.field(json, failure.field());
            json.endObject();
        }
    }
}
