package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import java.util.function.Supplier;

/**
 * The two ways in which people bring a candidate to callers: in place of what answers, or beside it as a trial.
 *
 * <p><b>Threads</b> confined to the queue of the name.
 *
 * @param observers hear of the calls of a trial
 */
record Deployment(Rollout rollout, TrialObservers observers) {
    /**
     * Opens a candidate and publishes it.
     *
     * @param named whether people have said which version they mean
     */
    SwapReport put(ModelSlot slot, Candidate next, boolean named, SwapTerms terms, SwapReportBuilder report) {
        report.to(next.version(0));
        Generation answering = slot.roles().current();
        if (answering != null && answering.candidate().sameAs(next)) {
            slot.desired().choose(answering.candidate());
            return report.unchanged();
        }
        if (answering != null && !named && !terms.allows(SwapTerms.Allowance.FOLDS)) {
            LostFolds.between(answering.candidate(), next).ifPresent(lost -> {
                throw lost.refusal(slot.name());
            });
        }
        if (slot.roles().trial() != null) {
            throw Blocker.TRIAL.error(next.spec().name());
        }
        slot.settling().noteUpdateBetweenRuns(next, report);
        Generation generation = rollout.prepare(slot, next, terms, named, report);
        slot.publish(generation, () -> slot.desired().choose(next), report);
        if (answering != null) {
            rollout.drain(slot.state(), report);
        }
        return report.done();
    }

    /**
     * Opens a candidate as a trial beside what answers: a canary answers a part of the callers, a shadow is asked and compared.
     *
     * @param operation {@code CANARY} or {@code SHADOW}
     * @param target found when its turn has come
     * @param weight of {@link RolloutState#SHARES}; 0 for a shadow
     */
    SwapReport tryOut(
            Operation operation,
            ModelSlot slot,
            Supplier<Candidate> target,
            int weight,
            SwapTerms terms,
            SwapReportBuilder report) {
        if (slot.roles().trial() != null) {
            throw Blocker.TRIAL.error(slot.name());
        }
        Candidate next = target.get();
        report.to(next.version(0));
        Generation answering = slot.roles().current();
        if (answering == null) {
            throw conflict("Nothing answers for model '" + slot.name() + "'.", "Load it first.");
        }
        if (answering.candidate().sameAs(next)) {
            throw conflict(
                    "Model '" + slot.name() + "' answers by these files and this back end already.",
                    "Name another file, model, version or back end.");
        }
        Generation trial = rollout.prepare(slot, next, terms, true, report);
        trial.whenClosed(slot.state()::left);
        report.enter("publish");
        observers.begin(operation, answering, trial);
        if (!slot.state().tryOut(trial, weight)) {
            observers.end(answering);
            throw conflict(
                    "Nothing answers for model '" + slot.name()
                            + "' any more, or the back end of the trial has stopped.",
                    "Load it first.");
        }
        report.trial(observers.status(slot.roles()));
        slot.leaveWithBackEnd(trial);
        return report.done();
    }

    private static EngineException conflict(String problem, String remedy) {
        return new EngineException(ErrorCode.CONFLICT, problem, remedy);
    }
}
