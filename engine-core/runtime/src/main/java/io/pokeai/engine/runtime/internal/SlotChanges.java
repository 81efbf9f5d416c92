package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTerms;
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

    /** Opens what is to answer, and lets it; it is unloaded no longer. */
    SwapReport put(Operation operation, Supplier<Candidate> target, SwapTerms terms) {
        return inTurn(operation, terms, log -> {
            boolean was = slot.standing().load();
            try {
                return put(target.get(), terms, log);
            } catch (EngineException e) {
                if (was) {
                    slot.standing().unload();
                }
                throw e;
            }
        });
    }

    private SwapReport put(Candidate next, SwapTerms terms, SwapLog log) {
        log.to(next.version(0));
        Generation answering = slot.succession().roles().current();
        if (answering != null && answering.candidate().sameAs(next)) {
            slot.standing().choose(answering.candidate());
            return log.unchanged();
        }
        if (slot.succession().roles().trial() != null) {
            throw SwapRoad.blocked(next.spec().name(), Succession.Hurdle.TRIAL);
        }
        Generation generation = slot.road().prepare(slot, next, terms, log);
        slot.standing().choose(next);
        slot.publish(generation, log);
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
            slot.standing().unload();
            slot.succession().withdraw(generation -> true);
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
            Generation trial = slot.road().prepare(slot, next, terms, log);
            trial.whenClosed(slot.succession()::left);
            log.enter("publish");
            trials.begin(operation, answering, trial);
            if (!slot.succession().tryOut(trial, weight)) {
                trials.end(answering);
                throw conflict("Nothing answers for model '" + slot.name() + "' any more.", "Load it first.");
            }
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
            return slot.succession().weigh(weight) ? log.done() : log.unchanged();
        });
    }

    SwapReport promote(SwapTerms terms) {
        return inTurn(Operation.PROMOTE, terms, log -> {
            Succession.Roles<Generation> roles = slot.succession().roles();
            Generation old = roles.current();
            Generation trial = trial(roles);
            log.to(trial.version());
            log.enter("publish");
            trials.end(old);
            slot.standing().choose(trial.candidate());
            slot.succession().promote();
            trials.end(trial);
            slot.standing().published(trial.candidate(), old == null ? null : old.candidate());
            slot.road().drain(slot.succession(), log);
            return log.done();
        });
    }

    SwapReport abort(SwapTerms terms) {
        return inTurn(Operation.ABORT, terms, log -> {
            Generation trial = trial(slot.succession().roles());
            log.to(trial.version());
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

    private Optional<SwapReport.Version> answering() {
        return ModelSlot.version(slot.succession().roles().current());
    }

    private static EngineException conflict(String problem, String remedy) {
        return new EngineException(ErrorCode.CONFLICT, problem, remedy);
    }
}
