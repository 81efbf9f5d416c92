package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.certificate.CertificateFile;
import io.pokeai.engine.runtime.internal.discovery.BackendBuild;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import io.pokeai.engine.runtime.internal.generation.Agreement;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.GenerationOpener;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.Holds;
import io.pokeai.engine.runtime.internal.journal.OpeningMarks;
import io.pokeai.engine.runtime.internal.journal.SwapLog;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import io.pokeai.engine.spi.ClassifierFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * The one road from a candidate to a generation that may be published: is it held, keep the promise of the name, free the
 * second place, open, warm up, certify, compare. And the way out: remember what it answered, drain.
 *
 * <p>Whatever may hang in a back end runs on a thread of its own and is waited for with a deadline; one that comes back
 * after it was given up is closed and never seen.
 *
 * <p><b>Threads</b> safe; every call is confined to the thread of the name's queue, which waits here.
 */
final class SwapRoad {
    private static final double MILLIS = 1_000;

    private static final System.Logger LOG = System.getLogger(SwapRoad.class.getName());

    private final EngineSettings settings;
    private final GenerationOpener opener;
    private final Agreement agreement;
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
    SwapRoad(
            EngineSettings settings,
            GenerationOpener opener,
            Agreement agreement,
            Holds holds,
            OpeningMarks marks,
            Executor openers,
            Consumer<Generation> opened) {
        this.settings = settings;
        this.opener = opener;
        this.agreement = agreement;
        this.holds = holds;
        this.marks = marks;
        this.openers = openers;
        this.opened = opened;
    }

    /** Who travels. */
    interface Traveller {
        Succession<Generation> succession();

        /** What the name has promised: what answers, else what answered last, else what the folder says. */
        Optional<ModelSpec> promise();

        /** Whether the name has a certificate, whatever is to answer next. */
        boolean isCertified();

        /** What answered last, if nothing answers now because its back end left. */
        Optional<RememberedAnswers> remembered();

        long nextNumber();

        void progress(ModelState state);

        /** An opening that was given up has come back after all. */
        void cameBack(Candidate candidate);
    }

    /** Whether a loaded model keeps answering after its files are gone. */
    boolean keepsWhatIsGone() {
        return !settings.retireWhenGone();
    }

    /**
     * Opens a candidate beside what answers. The caller publishes it, or retires it and gives the place back.
     *
     * @param named whether people mean this very version, so that it may have been rolled back from
     * @throws EngineException why not; then the place is free again and nothing is open
     */
    Generation prepare(Traveller slot, Candidate candidate, SwapTerms terms, boolean named, SwapLog log) {
        Succession<Generation> succession = slot.succession();
        holds.require(candidate.spec().name(), candidate, named, terms, log);
        slot.promise().ifPresent(promise -> {
            log.enter("promise");
            requirePromise(promise, candidate, terms);
            noteFolds(promise, candidate.spec(), log);
        });
        if (slot.isCertified() || hasCertificate(candidate.spec().name())) {
            requireCertificate(candidate, terms);
        }
        if (!succession.leaving().isEmpty()) {
            drain(succession, log);
        }
        succession.begin().ifPresent(hurdle -> {
            throw blocked(candidate.spec().name(), hurdle);
        });
        long number = slot.nextNumber();
        Opening opening = new Opening(candidate, new CompletableFuture<>());
        openings.add(opening);
        try {
            openers.execute(() -> open(slot, opening, number, terms, log));
        } catch (RejectedExecutionException e) {
            openings.remove(opening);
            succession.giveUp();
            throw blocked(candidate.spec().name(), Succession.Hurdle.CLOSED);
        }
        return await(slot, opening);
    }

    @SuppressWarnings("try") // the mark marks by being there
    private void open(Traveller slot, Opening opening, long number, SwapTerms terms, SwapLog log) {
        Candidate candidate = opening.candidate();
        String key = OpeningMarks.key(candidate.spec().name(), candidate);
        Generation next = null;
        try {
            try (OpeningMarks.Mark mark = marks.begin(key)) {
                next = opener.open(candidate, number, state -> {
                    slot.progress(state);
                    log.enter(step(state));
                });
                compare(slot, next, terms, log);
            }
            marks.forget(key);
            opened.accept(next);
            log.to(next.version());
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

    /** Only once nothing of it is open any more: who stops the back end waits for its openings. */
    private void fail(Opening opening, EngineException why) {
        openings.remove(opening);
        opening.done().completeExceptionally(why);
    }

    /** With what answers, else with what answered last. */
    private void compare(Traveller slot, Generation next, SwapTerms terms, SwapLog log) {
        Generation answering = slot.succession().acquire(Succession.SHARES - 1);
        if (answering != null) {
            try (ModelLease lease = answering.lease()) {
                boolean same = answering.factory() == next.factory();
                noteBuild(answering.candidate().build(), next.candidate(), log);
                if (comparable(answering.info().spec(), same, next.candidate(), terms)) {
                    log.enter("compare");
                    agreement.demand(lease, answering.candidate(), next);
                }
            }
            return;
        }
        Optional<RememberedAnswers> before = slot.remembered();
        if (before.isPresent()) {
            noteBuild(before.get().build(), next.candidate(), log);
            if (comparable(before.get().spec(), before.get().isBy(next.factory()), next.candidate(), terms)) {
                log.enter("compare");
                compare(before.get(), next, log);
            }
        }
    }

    private void compare(RememberedAnswers before, Generation next, SwapLog log) {
        if (before.scores().isEmpty()) {
            log.note("Not compared: " + before.version().backendName() + " did not answer any more when it left.");
        } else {
            agreement.demand(before, next);
        }
    }

    /** Another version of the back end is in the report; what is below it is not. */
    private static void noteBuild(BackendBuild before, Candidate next, SwapLog log) {
        if (!next.build().equals(BackendBuild.UNKNOWN) && !before.equals(BackendBuild.UNKNOWN)) {
            next.build().changesSince(before).forEach(log::note);
        }
    }

    /**
     * Asks what answers a last time, because it leaves and nothing takes its place; whoever comes next has to agree. Waits at
     * most for the deadline of draining; what it then does not know is empty.
     */
    RememberedAnswers remember(Generation answering) {
        CompletableFuture<RememberedAnswers> answers = new CompletableFuture<>();
        try {
            openers.execute(() -> {
                try {
                    answers.complete(ask(answering));
                } catch (Throwable e) { // a back end may throw anything
                    answers.completeExceptionally(e);
                }
            });
            return answers.get(settings.drainDeadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} does not answer before it leaves: {1}", answering, e);
        }
        return RememberedAnswers.of(answering, Map.of());
    }

    private RememberedAnswers ask(Generation answering) {
        if (!answering.tryAcquire()) {
            return RememberedAnswers.of(answering, Map.of());
        }
        try (ModelLease lease = answering.lease()) {
            return agreement.remember(lease, answering);
        }
    }

    private Generation await(Traveller slot, Opening opening) {
        Succession<Generation> succession = slot.succession();
        String name = opening.candidate().spec().name();
        try {
            return opening.done().get(settings.openDeadline().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(slot, opening);
            throw new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "Model '" + name + "' was not open and checked by back end '"
                            + opening.candidate().factory().id() + "' after "
                            + seconds(settings.openDeadline()) + " s.",
                    "Try again later, or look at the model's state.",
                    e);
        } catch (InterruptedException e) {
            giveUp(slot, opening);
            Thread.currentThread().interrupt();
            throw blocked(name, Succession.Hurdle.CLOSED);
        } catch (ExecutionException e) {
            succession.giveUp();
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Stops waiting for an opening that is stuck; a generation that it delivers later is closed. */
    @SuppressWarnings("FutureReturnValueIgnored") // it tells the slot by itself
    private static void giveUp(Traveller slot, Opening opening) {
        slot.succession().giveUpStuck();
        opening.done().whenComplete((late, why) -> {
            slot.succession().unstick();
            if (late != null) {
                late.retire();
            }
            slot.cameBack(opening.candidate());
        });
    }

    /** Waits until nobody is leaving, at most for the deadline; who still is then no longer counts. */
    void drain(Succession<Generation> succession, SwapLog log) {
        log.enter("drain");
        long end = System.nanoTime() + settings.drainDeadline().toNanos();
        for (Generation generation : succession.leaving()) {
            try {
                generation.closed().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                String who = "drain of " + generation.describe() + " after " + seconds(settings.drainDeadline())
                        + " s; it is left to its threads.";
                LOG.log(System.Logger.Level.WARNING, who);
                log.note(who);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                LOG.log(System.Logger.Level.WARNING, generation + " was closed with an error", e);
            }
            succession.abandon(generation);
            if (generation.closed().isDone()) {
                succession.left(generation);
            }
        }
    }

    private static double seconds(Duration deadline) {
        return deadline.toMillis() / MILLIS;
    }

    /** Openings by a back end, or all for null, that have not come back. */
    List<CompletableFuture<Void>> underWay(Optional<ClassifierFactory> factory) {
        return openings.stream()
                .filter(opening -> factory.isEmpty() || opening.candidate().factory() == factory.get())
                .map(opening -> opening.done().handle((generation, why) -> (Void) null))
                .toList();
    }

    private static void requirePromise(ModelSpec old, Candidate candidate, SwapTerms terms) {
        ModelSpec next = candidate.spec();
        if (!terms.allows(SwapTerms.Allowance.LABELS) && !old.labels().equals(next.labels())) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + next.name() + "' has " + difference(old, next) + ".",
                    "If that is meant, allow other labels.");
        }
        if (!terms.allows(SwapTerms.Allowance.INPUT) && !old.input().equals(next.input())) {
            throw new EngineException(
                    ErrorCode.INPUT_MISMATCH,
                    "Model '" + next.name() + "' sees " + next.input() + " instead of " + old.input() + ".",
                    "If that is meant, allow another input.");
        }
    }

    /** Fewer folds give other answers. */
    private static void noteFolds(ModelSpec old, ModelSpec next, SwapLog log) {
        List<Integer> left = next.foldNumbers();
        List<Integer> lost = old.foldNumbers().stream()
                .filter(number -> !left.isEmpty() && !left.contains(number))
                .toList();
        if (!lost.isEmpty()) {
            log.note("Other folds: " + ModelFiles.named(old.foldNumbers()) + " before, " + ModelFiles.named(left)
                    + " now.");
        }
    }

    /** A certificate is of a name, so it outlives the file that it lay beside. */
    private boolean hasCertificate(String name) {
        return Files.isRegularFile(settings.artifacts().resolve(name + CertificateFile.SUFFIX));
    }

    private static void requireCertificate(Candidate candidate, SwapTerms terms) {
        if (!terms.allows(SwapTerms.Allowance.UNCERTIFIED) && !candidate.hasCertificate()) {
            throw new EngineException(
                    ErrorCode.CERTIFICATE_FAILED,
                    "Model '" + candidate.spec().name() + "' has a certificate to meet, and "
                            + candidate.certificate().getFileName() + " is not there.",
                    "Write one, copy it beside the file, or allow an uncertified model.");
        }
    }

    private static String difference(ModelSpec old, ModelSpec next) {
        if (old.labels().size() != next.labels().size()) {
            return next.labels().size() + " classes where it had "
                    + old.labels().size();
        }
        int first = 0;
        while (old.labels().get(first).equals(next.labels().get(first))) {
            first++;
        }
        return "the class '" + next.labels().get(first) + "' where it had '"
                + old.labels().get(first) + "'";
    }

    /**
     * Whether it has to give the same answers: another back end stands for the same model unless somebody says no, and the
     * same weights do by whatever build of a back end.
     */
    private static boolean comparable(ModelSpec old, boolean sameBackend, Candidate candidate, SwapTerms terms) {
        ModelSpec next = candidate.spec();
        boolean same = old.labels().equals(next.labels()) && old.input().equals(next.input());
        boolean otherId = !old.backend().equals(next.backend());
        boolean otherBuild = !sameBackend && old.version().equals(next.version());
        boolean demanded = terms.agreement() || otherId || otherBuild;
        return same && demanded && !terms.allows(SwapTerms.Allowance.DISAGREEMENT);
    }

    private static String step(ModelState state) {
        return switch (state) {
            case OPENING -> "open";
            case WARMING -> "warm up";
            case CERTIFYING -> "certify";
            default -> state.name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    static EngineException blocked(String name, Succession.Hurdle hurdle) {
        return switch (hurdle) {
            case CLOSED -> EngineClosed.refusal();
            case WITHDRAWN ->
                new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "The back end of model '" + name + "' was stopped while the model was opening.",
                        "Repeat it when the back end is back.");
            case TRIAL ->
                new EngineException(
                        ErrorCode.CONFLICT,
                        "Model '" + name + "' has a canary or a shadow.",
                        "Promote or abort it first.");
            case STUCK ->
                new EngineException(
                        ErrorCode.UNAVAILABLE,
                        Succession.MAX_STUCK + " generations of model '" + name + "' hang in their back end.",
                        "Restart the engine, and look for what they wait for.");
            case OPENING, LEAVING ->
                new EngineException(ErrorCode.UNAVAILABLE, "Model '" + name + "' is being changed.", "Repeat it.");
        };
    }
}
