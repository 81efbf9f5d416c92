package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What people may ask for. Each operation is defined here once, from its arguments to the {@link RolloutState} of the name; the
 * {@link OperationRunner} runs it in its turn and reports.
 *
 * <p><b>Threads</b> safe; a call returns when its operation has ended.
 */
final class ModelOperations implements ModelControl {
    private static final int MOST = 10_000;

    private final Registry registry;
    private final Rollout rollout;
    private final TargetResolver targets;
    private final TrialObservers observers;
    private final SwapJournal journal;
    private final Deployment deployment;
    private final OperationRunner runner;

    /**
     * @param observers hear of the calls of a canary or a shadow
     * @param patience how long the report of a change that was cancelled is waited for
     */
    ModelOperations(
            Registry registry,
            Rollout rollout,
            TargetResolver targets,
            TrialObservers observers,
            SwapJournal journal,
            Duration patience) {
        this.registry = registry;
        this.rollout = rollout;
        this.targets = targets;
        this.observers = observers;
        this.journal = journal;
        this.deployment = new Deployment(rollout, observers);
        this.runner = new OperationRunner(registry::known, journal, patience);
    }

    @Override
    public SwapReport load(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        if (target.file().isPresent()) {
            registry.admit(model);
        }
        return runner.inTurn(
                model,
                Operation.LOAD,
                terms,
                (slot, report) -> loaded(
                        slot,
                        () -> deployment.put(slot, toLoad(slot, target, terms), !target.isEmpty(), terms, report)));
    }

    /** Without a target, a name that people have chosen files for keeps them. */
    private Candidate toLoad(ModelSlot slot, SwapTarget target, SwapTerms terms) {
        if (!target.isEmpty()) {
            return targets.find(slot, target);
        }
        Optional<Candidate> fewer =
                terms.allows(SwapTerms.Allowance.FOLDS) ? slot.desired().fewer() : Optional.empty();
        return fewer.orElseGet(slot.desired()::candidate);
    }

    @Override
    public SwapReport swap(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        return runner.inTurn(
                model,
                Operation.SWAP,
                terms,
                (slot, report) -> loaded(
                        slot,
                        () -> deployment.put(slot, targets.find(slot, target), !target.isEmpty(), terms, report)));
    }

    /** Puts back what answered before, once: what a roll-back has brought is not undone by the next. */
    @Override
    public SwapReport rollback(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        requireVersion(target);
        return runner.inTurn(
                model,
                Operation.ROLLBACK,
                terms,
                (slot, report) -> loaded(slot, () -> {
                    Optional<Candidate> back = targets.previous(slot, target.version());
                    Generation answering = slot.roles().current();
                    if (back.isEmpty() && answering != null) {
                        report.to(answering.version());
                        report.note(TargetResolver.rolledBackAlready(slot.name(), answering.candidate()));
                        return report.unchanged();
                    }
                    SwapReport done = deployment.put(
                            slot, back.orElseThrow(), target.version().isPresent(), terms, report);
                    slot.desired().rolledBack(back.orElseThrow());
                    return done;
                }));
    }

    @Override
    public SwapReport previewRollback(String model, SwapTarget target) {
        requireVersion(target);
        return runner.now(model, Operation.ROLLBACK, SwapTerms.of("preview"), (slot, report) -> {
            Optional<Candidate> back = targets.previous(slot, target.version());
            back.ifPresent(candidate -> report.to(candidate.version(0)));
            Generation answering = slot.roles().current();
            if (back.isEmpty() && answering != null) {
                report.note(TargetResolver.rolledBackAlready(slot.name(), answering.candidate()));
            }
            return report.unchanged();
        });
    }

    private static void requireVersion(SwapTarget target) {
        if (target.file().isPresent()
                || target.model().isPresent()
                || target.backend().isPresent()) {
            throw EngineException.invalidArgument(
                    "A roll-back brings back a version that has answered for the name.",
                    "Name its content hash, or swap to anything else.");
        }
    }

    /** It is unloaded no longer, unless the work fails. */
    private static SwapReport loaded(ModelSlot slot, Supplier<SwapReport> work) {
        boolean was = slot.desired().load();
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (was) {
                slot.desired().unload();
            }
            throw e;
        }
    }

    @Override
    public SwapReport unload(String model, SwapTerms terms) {
        require(model, terms);
        requireNoGate(terms);
        return runner.inTurn(model, Operation.UNLOAD, terms, (slot, report) -> {
            if (slot.desired().isUnloaded()) {
                return report.unchanged();
            }
            RolloutState.Roles<Generation> roles = slot.roles();
            Generation answering = roles.current();
            if (answering != null) {
                slot.remember(answering);
            }
            report.trial(observers.status(roles));
            slot.desired().unload();
            slot.state().withdraw(generation -> true);
            observers.end(answering);
            rollout.drain(slot.state(), report);
            return report.done();
        });
    }

    @Override
    public SwapReport canary(String model, SwapTarget target, double weight, SwapTerms terms) {
        require(model, target, terms);
        int shares = (int) Math.round(weight * RolloutState.SHARES);
        if (!(shares > 0 && shares < RolloutState.SHARES)) {
            throw EngineException.invalidArgument(
                    "A canary cannot answer the part " + weight + " of the callers.",
                    "Use more than 0 and less than 1, such as 0.05; 'promote' lets it answer all.");
        }
        return runner.inTurn(
                model,
                Operation.CANARY,
                terms,
                (slot, report) -> target.isEmpty()
                        ? weigh(slot, shares, terms, report)
                        : deployment.tryOut(
                                Operation.CANARY, slot, () -> targets.find(slot, target), shares, terms, report));
    }

    @Override
    public SwapReport shadow(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        return runner.inTurn(
                model,
                Operation.SHADOW,
                terms,
                (slot, report) ->
                        deployment.tryOut(Operation.SHADOW, slot, () -> targets.find(slot, target), 0, terms, report));
    }

    /** The canary answers another part. */
    private SwapReport weigh(ModelSlot slot, int weight, SwapTerms terms, SwapReportBuilder report) {
        requireNoGate(terms);
        RolloutState.Roles<Generation> roles = slot.roles();
        Generation trial = roles.trial();
        if (trial == null || roles.weight() == 0) {
            throw conflict(
                    "Model '" + slot.name() + "' has no canary.", "Say what it is to be: a file, model or back end.");
        }
        report.to(trial.version());
        boolean weighed = slot.state().weigh(weight);
        report.trial(observers.status(slot.roles()));
        return weighed ? report.done() : report.unchanged();
    }

    @Override
    public SwapReport promote(String model, SwapTerms terms) {
        require(model, terms);
        requireNoGate(terms);
        return runner.inTurn(model, Operation.PROMOTE, terms, (slot, report) -> {
            RolloutState.Roles<Generation> roles = slot.roles();
            Generation old = roles.current();
            Generation trial = trial(slot, roles);
            report.to(trial.version());
            report.enter("publish");
            report.trial(observers.status(roles));
            if (!slot.state().promote()) {
                throw Blocker.WITHDRAWN.error(slot.name());
            }
            observers.end(old);
            observers.end(trial);
            slot.desired().choose(trial.candidate());
            slot.answersInstead(trial, old);
            rollout.drain(slot.state(), report);
            return report.done();
        });
    }

    @Override
    public SwapReport abort(String model, SwapTerms terms) {
        require(model, terms);
        requireNoGate(terms);
        return runner.inTurn(model, Operation.ABORT, terms, (slot, report) -> {
            RolloutState.Roles<Generation> roles = slot.roles();
            report.to(trial(slot, roles).version());
            report.trial(observers.status(roles));
            observers.end(roles.current());
            slot.state().abort();
            rollout.drain(slot.state(), report);
            slot.desired().trialEnded();
            return report.done();
        });
    }

    private static Generation trial(ModelSlot slot, RolloutState.Roles<Generation> roles) {
        Generation trial = roles.trial();
        if (trial == null) {
            throw conflict("Model '" + slot.name() + "' has neither a canary nor a shadow.", "Begin one first.");
        }
        return trial;
    }

    @Override
    public SwapStatus status(String model) {
        EngineException.required(model, "model");
        ModelSlot slot = registry.known(model);
        RolloutState<Generation, ?> state = slot.state();
        List<String> leaving = new ArrayList<>();
        state.leaving().forEach(generation -> leaving.add(generation.describe()));
        state.abandoned().forEach(generation -> leaving.add(generation.describe() + ", hangs"));
        int hanging = state.stuck() - state.abandoned().size();
        if (hanging > 0) {
            leaving.add(hanging + " opening, hangs");
        }
        return new SwapStatus(
                slot.status(),
                slot.answeringVersion(),
                observers.status(slot.roles()),
                slot.desired().previous().map(previous -> previous.version(0)),
                slot.desired().isPinned(),
                slot.queue().size(),
                leaving,
                registry.batching(slot));
    }

    @Override
    public Optional<Image> shadowPicture(String model, String sha256) {
        EngineException.required(model, "model");
        EngineException.required(sha256, "sha256");
        return observers.picture(registry.known(model).roles(), sha256);
    }

    @Override
    public List<SwapReport> journal(String model, int atMost) {
        EngineException.required(model, "model");
        return journal.read(
                model.isEmpty() ? Optional.empty() : Optional.of(model), Math.max(0, Math.min(MOST, atMost)));
    }

    private static void require(String model, SwapTarget target, SwapTerms terms) {
        EngineException.required(target, "target");
        require(model, terms);
    }

    private static void require(String model, SwapTerms terms) {
        EngineException.required(model, "model");
        EngineException.required(terms, "terms");
    }

    /** A gate that is demanded is asked or refused, never passed over. */
    private static void requireNoGate(SwapTerms terms) {
        if (terms.gate().isPresent()) {
            throw EngineException.invalidArgument(
                    "A gate is asked when a candidate is opened, and this change opens none.",
                    "Demand it of the swap, the canary or the shadow.");
        }
    }

    private static EngineException conflict(String problem, String remedy) {
        return new EngineException(ErrorCode.CONFLICT, problem, remedy);
    }
}
