package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.BackendBuild;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.GenerationLease;
import io.pokeai.engine.runtime.internal.generation.ParityCheck;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Compares the generation that is to answer for a name with the one that answers, else with the last one; and asks a generation
 * a last time before it leaves.
 *
 * <p><b>Threads</b> safe.
 */
final class Comparison {
    private static final System.Logger LOG = System.getLogger(Comparison.class.getName());

    private final ParityCheck parity;
    private final Executor openers;
    private final Duration patience;

    /**
     * @param openers threads that a back end may block
     * @param patience how long an answer is waited for
     */
    Comparison(ParityCheck parity, Executor openers, Duration patience) {
        this.parity = parity;
        this.openers = openers;
        this.patience = patience;
    }

    /**
     * Compares if that is called for.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODELS_DISAGREE}
     */
    void compare(ModelSlot slot, Generation next, SwapTerms terms, SwapReportBuilder report) {
        try (GenerationLease lease = slot.state().lease(RolloutState.SHARES - 1)) {
            if (lease != null) {
                compare(lease, next, terms, report);
                return;
            }
        }
        slot.remembered().ifPresent(before -> compare(before, next, terms, report));
    }

    private void compare(GenerationLease lease, Generation next, SwapTerms terms, SwapReportBuilder report) {
        Generation answering = lease.leased();
        boolean same = answering.factory() == next.factory();
        noteBuild(answering.candidate().build(), next.candidate(), report);
        if (isCalledFor(answering.info().spec(), same, next.candidate(), terms)) {
            report.enter("compare");
            parity.demand(lease, answering.candidate(), next);
        }
    }

    private void compare(RememberedAnswers before, Generation next, SwapTerms terms, SwapReportBuilder report) {
        noteBuild(before.build(), next.candidate(), report);
        if (isCalledFor(before.spec(), before.isBy(next.factory()), next.candidate(), terms)) {
            report.enter("compare");
            if (before.scores().isEmpty()) {
                report.note(
                        "Not compared: " + before.version().backendName() + " did not answer any more when it left.");
            } else {
                parity.demand(before, next);
            }
        }
    }

    /** Another version of the back end is in the report; what is below it is not. */
    private static void noteBuild(BackendBuild before, Candidate next, SwapReportBuilder report) {
        if (!next.build().equals(BackendBuild.UNKNOWN) && !before.equals(BackendBuild.UNKNOWN)) {
            next.build().changesSince(before).forEach(report::note);
        }
    }

    /**
     * Whether the answers have to be the same: for another back end, and for the same weights by another build of a back end,
     * unless disagreement is allowed.
     */
    private static boolean isCalledFor(ModelSpec old, boolean sameBackend, Candidate candidate, SwapTerms terms) {
        ModelSpec next = candidate.spec();
        boolean same = old.labels().equals(next.labels()) && old.input().equals(next.input());
        boolean otherId = !old.backend().equals(next.backend());
        boolean otherBuild = !sameBackend && old.version().equals(next.version());
        boolean demanded = terms.agreement() || otherId || otherBuild;
        return same && demanded && !terms.allows(SwapTerms.Allowance.DISAGREEMENT);
    }

    /**
     * Asks a generation that leaves without a successor a last time; the next one has to agree. Empty if it does not answer in
     * time.
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
            return answers.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} does not answer before it leaves: {1}", answering, e);
        }
        return RememberedAnswers.of(answering, Map.of());
    }

    private RememberedAnswers ask(Generation answering) {
        try (ModelLease lease = answering.tryLease()) {
            return lease == null ? RememberedAnswers.of(answering, Map.of()) : parity.remember(lease, answering);
        }
    }
}
