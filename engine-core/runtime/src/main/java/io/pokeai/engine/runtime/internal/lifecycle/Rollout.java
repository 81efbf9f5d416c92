package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.GenerationLease;
import io.pokeai.engine.runtime.internal.generation.GenerationOpener;
import io.pokeai.engine.runtime.internal.journal.Holds;
import io.pokeai.engine.runtime.internal.journal.OpeningMarks;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The steps from a candidate to a generation that may be published: check that it is not held, check the contract of the name,
 * free the second place, open, warm up, certify, compare, ask the gate. Also the last step of a generation: drain.
 *
 * <p>Whatever may hang in a back end runs on a thread of its own and is waited for with a deadline; a generation that comes
 * back after it was given up is closed and never published.
 *
 * <p><b>Threads</b> safe; every call is confined to the thread of the name's queue, which waits here.
 */
final class Rollout {
    private static final double MILLIS = 1_000;

    private static final System.Logger LOG = System.getLogger(Rollout.class.getName());

    private final EngineSettings settings;
    private final GenerationOpener opener;
    private final Comparison comparison;
    private final GateStep gate;
    private final Holds holds;
    private final OpeningMarks marks;
    private final Executor openers;
    private final Consumer<Generation> opened;
    private final Set<Opening> openings = ConcurrentHashMap.newKeySet();

    private record Opening(Candidate candidate, CompletableFuture<Generation> done) {}

    /**
     * @param holds knows what may not come back by itself
     * @param marks remember openings that the process does not survive
     * @param opened hears of every generation before callers can; may refuse it
     */
    Rollout(
            EngineSettings settings,
            GenerationOpener opener,
            Comparison comparison,
            GateStep gate,
            Holds holds,
            OpeningMarks marks,
            Executor openers,
            Consumer<Generation> opened) {
        this.settings = settings;
        this.opener = opener;
        this.comparison = comparison;
        this.gate = gate;
        this.holds = holds;
        this.marks = marks;
        this.openers = openers;
        this.opened = opened;
    }

    /**
     * Opens a candidate beside what answers. The caller publishes it, or retires it and gives the place back.
     *
     * @param named whether people have named this version, so that it may have been rolled back from
     * @throws RolloutRefused why not; then the place is free again and nothing is open
     */
    Generation prepare(ModelSlot slot, Candidate candidate, SwapTerms terms, boolean named, SwapReportBuilder report) {
        String name = candidate.spec().name();
        require(Failure.Refused::new, () -> gate.require(slot, terms, report));
        require(Failure.Held::new, () -> holds.require(name, candidate, named, terms, report));
        slot.contract().ifPresent(contract -> keep(contract, candidate, terms, report));
        if (slot.isCertified() || hasCertificate(name)) {
            require(Failure.CertificateFailed::new, () -> Contract.requireCertificate(candidate, terms));
        }
        RolloutState<Generation, GenerationLease> state = slot.state();
        if (!state.leaving().isEmpty()) {
            drain(state, report);
        }
        state.begin().ifPresent(blocker -> {
            throw blocked(name, blocker);
        });
        long number = slot.nextNumber();
        Opening opening = new Opening(candidate, new CompletableFuture<>());
        openings.add(opening);
        try {
            openers.execute(() -> open(slot, opening, number, terms, report));
        } catch (RejectedExecutionException e) {
            openings.remove(opening);
            state.giveUp();
            throw blocked(name, Blocker.CLOSED);
        }
        Generation next = await(slot, opening);
        askGate(slot, next, terms, report);
        return next;
    }

    private void askGate(ModelSlot slot, Generation next, SwapTerms terms, SwapReportBuilder report) {
        try {
            gate.pass(slot, next, terms, report);
        } catch (RuntimeException | LinkageError e) {
            slot.state().refuse(next);
            next.whenClosed(slot.state()::left);
            awaitLeaving(slot.state(), report);
            throw new RolloutRefused(new Failure.Refused(EngineException.of(e)));
        }
    }

    private static void keep(ModelSpec contract, Candidate candidate, SwapTerms terms, SwapReportBuilder report) {
        report.enter("contract");
        require(Failure.Refused::new, () -> Contract.require(contract, candidate, terms));
        Contract.otherFolds(contract, candidate.spec()).ifPresent(report::note);
    }

    private interface Reason {
        Failure of(EngineException error);
    }

    private static void require(Reason reason, Runnable check) {
        try {
            check.run();
        } catch (EngineException e) {
            throw new RolloutRefused(reason.of(e));
        }
    }

    private static RolloutRefused blocked(String name, Blocker blocker) {
        return new RolloutRefused(new Failure.Blocked(name, blocker));
    }

    /** A certificate is of a name, so it outlives the file that it lay beside. */
    private boolean hasCertificate(String name) {
        return Files.isRegularFile(settings.artifacts().resolve(name + CertificateFile.SUFFIX));
    }

    @SuppressWarnings("try") // the mark only has to exist
    private void open(ModelSlot slot, Opening opening, long number, SwapTerms terms, SwapReportBuilder report) {
        Candidate candidate = opening.candidate();
        String key = OpeningMarks.key(candidate.spec().name(), candidate);
        Generation next = null;
        try {
            try (OpeningMarks.Mark mark = marks.begin(key)) {
                next = opener.open(candidate, number, step -> {
                    slot.progress(step);
                    report.enter(name(step));
                });
                comparison.compare(slot, next, terms, report);
            }
            marks.forget(key);
            opened.accept(next);
            report.to(next.version());
            openings.remove(opening);
            opening.done().complete(next);
        } catch (Throwable e) { // a back end may throw anything, a LinkageError too
            EngineException why = EngineException.of(e);
            if (next == null) {
                fail(opening, why);
            } else {
                next.whenClosed(gone -> fail(opening, why));
                next.retire();
            }
        }
    }

    /** Only once nothing of it is open any more: stopping the back end waits for its openings. */
    private void fail(Opening opening, EngineException why) {
        openings.remove(opening);
        opening.done().completeExceptionally(why);
    }

    private Generation await(ModelSlot slot, Opening opening) {
        String name = opening.candidate().spec().name();
        try {
            return opening.done().get(settings.openDeadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(slot, opening);
            throw new RolloutRefused(new Failure.TimedOut(new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "Model '" + name + "' was not open and checked by back end '"
                            + opening.candidate().factory().id() + "' after " + seconds(settings.openDeadline())
                            + " s.",
                    "Try again later, or look at the model's state.",
                    e)));
        } catch (InterruptedException e) {
            giveUp(slot, opening);
            Thread.currentThread().interrupt();
            throw blocked(name, Blocker.CLOSED);
        } catch (ExecutionException e) {
            slot.state().giveUp();
            throw new RolloutRefused(Failure.ofOpening(EngineException.of(e.getCause() == null ? e : e.getCause())));
        }
    }

    /** Stops waiting for an opening that is stuck; a generation that it delivers later is closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // it tells the slot by itself
    private static void giveUp(ModelSlot slot, Opening opening) {
        slot.state().giveUpStuck();
        opening.done().whenComplete((late, why) -> {
            slot.state().unstick();
            if (late != null) {
                late.retire();
            }
            // The opening is slow, not stuck: the next caller may wait for it again.
            slot.desired().forgive(opening.candidate());
        });
    }

    /** Waits until no generation is leaving, at most for the deadline; one that misses it counts as stuck. */
    void drain(RolloutState<Generation, GenerationLease> state, SwapReportBuilder report) {
        report.enter("drain");
        awaitLeaving(state, report);
    }

    private void awaitLeaving(RolloutState<Generation, GenerationLease> state, SwapReportBuilder report) {
        long end = System.nanoTime() + settings.drainDeadline().toNanos();
        for (Generation generation : state.leaving()) {
            try {
                generation.closed().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                String who = "drain of " + generation.describe() + " after " + seconds(settings.drainDeadline())
                        + " s; it is left to its threads.";
                LOG.log(System.Logger.Level.WARNING, who);
                report.note(who);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                LOG.log(System.Logger.Level.WARNING, generation + " was closed with an error", e);
            }
            state.abandon(generation);
            if (generation.closed().isDone()) {
                state.left(generation);
            }
        }
    }

    /** Openings by a back end, or all, that have not come back. */
    List<CompletableFuture<Void>> underWay(Optional<ClassifierFactory> factory) {
        return openings.stream()
                .filter(opening -> factory.isEmpty() || opening.candidate().factory() == factory.get())
                .map(opening -> opening.done().handle((generation, why) -> (Void) null))
                .toList();
    }

    private static double seconds(Duration deadline) {
        return deadline.toMillis() / MILLIS;
    }

    private static String name(ModelState step) {
        return switch (step) {
            case OPENING -> "open";
            case WARMING -> "warm up";
            case CERTIFYING -> "certify";
            default -> step.name().toLowerCase(Locale.ROOT);
        };
    }
}
