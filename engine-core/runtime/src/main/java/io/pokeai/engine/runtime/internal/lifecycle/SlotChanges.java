package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.SwapLog;
import io.pokeai.engine.runtime.internal.threads.Waiting;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What people do to one name, each on the name's queue, each ending in a report.
 *
 * <p><b>Threads</b> safe; a call returns when its turn has come and gone.
 */
final class SlotChanges {
    private final ModelSlot slot;
    private final Trials trials;

    /** @param trials makes what listens to a canary or a shadow */
    SlotChanges(ModelSlot slot, Trials trials) {
        this.slot = slot;
        this.trials = trials;
    }

    /**
     * Opens what is to answer, and lets it; it is unloaded no longer.
     *
     * @param named whether people have said which version they mean
     */
    SwapReport put(Operation operation, Supplier<Candidate> target, boolean named, SwapTerms terms) {
        return inTurn(operation, terms, log -> loading(() -> put(target.get(), named, terms, log)));
    }

    /**
     * Puts back what answered before, once: what a roll-back has brought is not undone by the next.
     *
     * @param target what is meant; empty when it answers already
     */
    SwapReport rollback(Supplier<Optional<Candidate>> target, boolean named, SwapTerms terms) {
        return inTurn(
                Operation.ROLLBACK,
                terms,
                log -> loading(() -> {
                    Optional<Candidate> back = target.get();
                    Generation answering = slot.succession().roles().current();
                    if (back.isEmpty() && answering != null) {
                        log.to(answering.version());
                        log.note(Targets.rolledBackAlready(slot.name(), answering.candidate()));
                        return log.unchanged();
                    }
                    SwapReport report = put(back.orElseThrow(), named, terms, log);
                    slot.standing().rolledBack(back.orElseThrow());
                    return report;
                }));
    }

    private SwapReport loading(Supplier<SwapReport> work) {
        boolean was = slot.standing().load();
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (was) {
                slot.standing().unload();
            }
            throw e;
        }
    }

    private SwapReport put(Candidate next, boolean named, SwapTerms terms, SwapLog log) {
        log.to(next.version(0));
        Generation answering = slot.succession().roles().current();
        if (answering != null && answering.candidate().sameAs(next)) {
            slot.standing().choose(answering.candidate());
            return log.unchanged();
        }
        if (answering != null && !named && !terms.allows(SwapTerms.Allowance.FOLDS)) {
            LostFolds.between(answering.candidate(), next).ifPresent(lost -> {
                throw lost.refusal(slot.name());
            });
        }
        if (slot.succession().roles().trial() != null) {
            throw SwapRoad.blocked(next.spec().name(), Succession.Hurdle.TRIAL);
        }
        slot.noteUpdateBetweenRuns(next, log);
        Generation generation = slot.road().prepare(slot, next, terms, named, log);
        slot.publish(generation, () -> slot.standing().choose(next), log);
        if (answering != null) {
            slot.road().drain(slot.succession(), log);
        }
        return log.done();
    }

    SwapReport unload(SwapTerms terms) {
        return inTurn(Operation.UNLOAD, terms, log -> {
            if (slot.standing().isUnloaded()) {
                return log.unchanged();
            }
            Succession.Roles<Generation> roles = slot.succession().roles();
            Generation answering = roles.current();
            if (answering != null) {
                slot.remember(answering);
            }
            log.trial(trials.status(roles));
            slot.standing().unload();
            slot.succession().withdraw(generation -> true);
            trials.end(answering);
            slot.road().drain(slot.succession(), log);
            return log.done();
        });
    }

    /** @param weight of {@link Succession#SHARES}; 0 for a shadow */
    SwapReport tryOut(Operation operation, Supplier<Candidate> target, int weight, SwapTerms terms) {
        return inTurn(operation, terms, log -> {
            if (slot.succession().roles().trial() != null) {
                throw SwapRoad.blocked(slot.name(), Succession.Hurdle.TRIAL);
            }
            Candidate next = target.get();
            log.to(next.version(0));
            Generation answering = slot.succession().roles().current();
            if (answering == null) {
                throw conflict("Nothing answers for model '" + slot.name() + "'.", "Load it first.");
            }
            if (answering.candidate().sameAs(next)) {
                throw conflict(
                        "Model '" + slot.name() + "' answers by these files and this back end already.",
                        "Name another file, model, version or back end.");
            }
            Generation trial = slot.road().prepare(slot, next, terms, true, log);
            trial.whenClosed(slot.succession()::left);
            log.enter("publish");
            trials.begin(operation, answering, trial);
            if (!slot.succession().tryOut(trial, weight)) {
                trials.end(answering);
                throw conflict(
                        "Nothing answers for model '" + slot.name()
                                + "' any more, or the back end of the trial has stopped.",
                        "Load it first.");
            }
            log.trial(trials.status(slot.succession().roles()));
            slot.leaveWithBackEnd(trial);
            return log.done();
        });
    }

    /** The canary answers another part. */
    SwapReport weigh(int weight, SwapTerms terms) {
        return inTurn(Operation.CANARY, terms, log -> {
            Succession.Roles<Generation> roles = slot.succession().roles();
            Generation trial = roles.trial();
            if (trial == null || roles.weight() == 0) {
                throw conflict(
                        "Model '" + slot.name() + "' has no canary.",
                        "Say what it is to be: a file, model or back end.");
            }
            log.to(trial.version());
            boolean weighed = slot.succession().weigh(weight);
            log.trial(trials.status(slot.succession().roles()));
            return weighed ? log.done() : log.unchanged();
        });
    }

    SwapReport promote(SwapTerms terms) {
        return inTurn(Operation.PROMOTE, terms, log -> {
            Succession.Roles<Generation> roles = slot.succession().roles();
            Generation old = roles.current();
            Generation trial = trial(roles);
            log.to(trial.version());
            log.enter("publish");
            log.trial(trials.status(roles));
            if (!slot.succession().promote()) {
                throw SwapRoad.blocked(slot.name(), Succession.Hurdle.WITHDRAWN);
            }
            trials.end(old);
            trials.end(trial);
            slot.standing().choose(trial.candidate());
            slot.promoted(trial, old);
            slot.road().drain(slot.succession(), log);
            return log.done();
        });
    }

    SwapReport abort(SwapTerms terms) {
        return inTurn(Operation.ABORT, terms, log -> {
            Generation trial = trial(slot.succession().roles());
            log.to(trial.version());
            log.trial(trials.status(slot.succession().roles()));
            trials.end(slot.succession().roles().current());
            slot.succession().abort();
            slot.road().drain(slot.succession(), log);
            slot.standing().trialEnded();
            return log.done();
        });
    }

    private Generation trial(Succession.Roles<Generation> roles) {
        Generation trial = roles.trial();
        if (trial == null) {
            throw conflict("Model '" + slot.name() + "' has neither a canary nor a shadow.", "Begin one first.");
        }
        return trial;
    }

    /** On the name's queue; what is thrown becomes a report of failure. */
    private SwapReport inTurn(Operation operation, SwapTerms terms, Function<SwapLog, SwapReport> work) {
        try {
            return Waiting.forChange(slot.name(), slot.queue().submit(() -> {
                SwapLog log = new SwapLog(slot.name(), operation, terms.who(), answering());
                SwapReport report;
                try {
                    report = work.apply(log);
                } catch (RuntimeException | LinkageError e) {
                    report = log.failed(EngineException.of(e));
                }
                SwapReport written = slot.journal().write(report);
                slot.settleIfOpen(Operation.CHANGE);
                return written;
            }));
        } catch (EngineException e) {
            return new SwapLog(slot.name(), operation, terms.who(), answering()).failed(e);
        }
    }

    /** What answers, or what answered until its back end left. */
    private Optional<SwapReport.Version> answering() {
        return ModelSlot.version(slot.succession().roles().current())
                .or(() -> slot.standing().isUnloaded()
                        ? Optional.empty()
                        : slot.remembered().map(RememberedAnswers::version));
    }

    private static EngineException conflict(String problem, String remedy) {
        return new EngineException(ErrorCode.CONFLICT, problem, remedy);
    }
}
