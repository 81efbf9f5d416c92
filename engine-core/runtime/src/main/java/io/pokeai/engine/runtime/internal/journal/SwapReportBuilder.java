package io.pokeai.engine.runtime.internal.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the steps of a change, for its report.
 *
 * <p><b>Threads</b> safe: steps are entered on the thread that opens.
 */
public final class SwapReportBuilder {
    private static final System.Logger LOG = System.getLogger(SwapReportBuilder.class.getName());

    private final String model;
    private final SwapReport.Operation operation;
    private final String who;
    private final Optional<SwapReport.Version> from;
    private final CompletableFuture<Void> givenUp;
    private final Consumer<? super ChangeProgress> listener;

    @GuardedBy("this")
    private Optional<SwapReport.Version> to = Optional.empty();

    @GuardedBy("this")
    private final List<SwapReport.Step> steps = new ArrayList<>();

    @GuardedBy("this")
    private final List<String> notes = new ArrayList<>();

    @GuardedBy("this")
    private Optional<SwapStatus.Trial> trial = Optional.empty();

    @GuardedBy("this")
    private Optional<SwapReport.Gate> gate = Optional.empty();

    @GuardedBy("this")
    private @Nullable String step;

    @GuardedBy("this")
    private long entered;

    /** @param from what answers now */
    public SwapReportBuilder(
            String model, SwapReport.Operation operation, String who, Optional<SwapReport.Version> from) {
        this(model, operation, who, from, new CompletableFuture<>(), progress -> {});
    }

    /**
     * @param from what answers now
     * @param givenUp completes when who asked for the change no longer waits for it
     * @param listener as {@link SwapTerms#listener}
     */
    public SwapReportBuilder(
            String model,
            SwapReport.Operation operation,
            String who,
            Optional<SwapReport.Version> from,
            CompletableFuture<Void> givenUp,
            Consumer<? super ChangeProgress> listener) {
        this.givenUp = givenUp;
        this.listener = listener;
        this.model = model;
        this.operation = operation;
        this.who = who;
        this.from = from;
    }

    String model() {
        return model;
    }

    SwapReport.Operation operation() {
        return operation;
    }

    /** Completes when who asked for the change no longer waits for it. */
    public CompletableFuture<Void> givenUp() {
        return givenUp;
    }

    /** Whether who asked for the change no longer waits for it. */
    public boolean isGivenUp() {
        return givenUp.isDone();
    }

    public synchronized void to(SwapReport.Version version) {
        to = Optional.of(version);
    }

    /** The figures of the canary or shadow that the change is about. */
    public synchronized void trial(Optional<SwapStatus.Trial> now) {
        trial = now;
    }

    /** What a gate has decided. */
    public synchronized void gate(SwapReport.Gate decision) {
        gate = Optional.of(decision);
    }

    /** The next step begins, the one before has ended. */
    public void enter(String next) {
        ChangeProgress progress;
        synchronized (this) {
            leave();
            step = next;
            entered = System.nanoTime();
            progress = new ChangeProgress(steps, next, Optional.empty());
        }
        tell(progress);
    }

    /** So much of the step under way is done. */
    public void worked(long done, long total) {
        ChangeProgress progress;
        synchronized (this) {
            if (step == null) {
                return;
            }
            long all = Math.max(0, total);
            long some = Math.max(0, Math.min(done, all));
            progress = new ChangeProgress(steps, step, Optional.of(new ChangeProgress.Work(some, all)));
        }
        tell(progress);
    }

    private void tell(ChangeProgress progress) {
        try {
            listener.accept(progress);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "who listens to a change of model " + model + " fails", e);
        }
    }

    public synchronized void note(String sentence) {
        notes.add(sentence);
    }

    public SwapReport done() {
        return report(SwapReport.Outcome.DONE, null);
    }

    public SwapReport unchanged() {
        return report(SwapReport.Outcome.UNCHANGED, null);
    }

    public SwapReport failed(EngineException why) {
        return report(SwapReport.Outcome.FAILED, why);
    }

    private synchronized SwapReport report(SwapReport.Outcome outcome, @Nullable EngineException why) {
        leave();
        return new SwapReport(
                Instant.now(),
                who,
                operation,
                model,
                outcome,
                from,
                to,
                steps,
                notes,
                Optional.ofNullable(why),
                trial,
                gate);
    }

    @GuardedBy("this")
    private void leave() {
        if (step != null) {
            Duration took = Duration.ofNanos(System.nanoTime() - entered);
            for (SwapReport.Step earlier : List.copyOf(steps)) {
                if (earlier.name().equals(step)) {
                    took = took.plus(earlier.took());
                    steps.remove(earlier);
                }
            }
            steps.add(new SwapReport.Step(step, took));
            step = null;
        }
    }
}
