package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.journal.SwapLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The door through which people change what stands behind a name. */
final class SwapControl implements ModelControl {
    private static final int MOST = 10_000;

    private final Registry registry;
    private final Targets targets;
    private final Trials trials;
    private final SwapJournal journal;

    SwapControl(Registry registry, Targets targets, Trials trials, SwapJournal journal) {
        this.registry = registry;
        this.targets = targets;
        this.trials = trials;
        this.journal = journal;
    }

    @Override
    public SwapReport load(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        if (target.file().isPresent()) {
            registry.admit(model);
        }
        return on(
                model,
                Operation.LOAD,
                terms,
                slot -> changes(slot).put(Operation.LOAD, () -> wanted(slot, target, terms), !target.isEmpty(), terms));
    }

    @Override
    public SwapReport unload(String model, SwapTerms terms) {
        require(model, terms);
        return on(model, Operation.UNLOAD, terms, slot -> changes(slot).unload(terms));
    }

    @Override
    public SwapReport swap(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        return on(
                model,
                Operation.SWAP,
                terms,
                slot -> changes(slot).put(Operation.SWAP, () -> targets.find(slot, target), !target.isEmpty(), terms));
    }

    @Override
    public SwapReport canary(String model, SwapTarget target, double weight, SwapTerms terms) {
        require(model, target, terms);
        int shares = (int) Math.round(weight * Succession.SHARES);
        if (!(shares > 0 && shares < Succession.SHARES)) {
            throw EngineException.invalidArgument(
                    "A canary cannot answer the part " + weight + " of the callers.",
                    "Use more than 0 and less than 1, such as 0.05; 'promote' lets it answer all.");
        }
        return on(
                model,
                Operation.CANARY,
                terms,
                slot -> target.isEmpty()
                        ? changes(slot).weigh(shares, terms)
                        : changes(slot).tryOut(Operation.CANARY, () -> targets.find(slot, target), shares, terms));
    }

    @Override
    public SwapReport shadow(String model, SwapTarget target, SwapTerms terms) {
        require(model, target, terms);
        return on(
                model,
                Operation.SHADOW,
                terms,
                slot -> changes(slot).tryOut(Operation.SHADOW, () -> targets.find(slot, target), 0, terms));
    }

    @Override
    public SwapReport promote(String model, SwapTerms terms) {
        require(model, terms);
        return on(model, Operation.PROMOTE, terms, slot -> changes(slot).promote(terms));
    }

    @Override
    public SwapReport abort(String model, SwapTerms terms) {
        require(model, terms);
        return on(model, Operation.ABORT, terms, slot -> changes(slot).abort(terms));
    }

    @Override
    public SwapReport rollback(String model, SwapTarget target, SwapTerms terms) {
        require(model, terms);
        EngineException.required(target, "target");
        requireVersion(target);
        return on(
                model,
                Operation.ROLLBACK,
                terms,
                slot -> changes(slot)
                        .rollback(
                                () -> targets.previous(slot, target.version()),
                                target.version().isPresent(),
                                terms));
    }

    @Override
    public SwapReport previewRollback(String model, SwapTarget target) {
        requireVersion(target);
        SwapTerms nobody = SwapTerms.of("preview");
        return on(model, Operation.ROLLBACK, nobody, slot -> {
            Generation answering = slot.succession().roles().current();
            SwapLog log = new SwapLog(slot.name(), Operation.ROLLBACK, nobody.who(), ModelSlot.version(answering));
            try {
                Optional<Candidate> back = targets.previous(slot, target.version());
                back.ifPresent(candidate -> log.to(candidate.version(0)));
                if (back.isEmpty() && answering != null) {
                    log.note(Targets.rolledBackAlready(slot.name(), answering.candidate()));
                }
                return log.unchanged();
            } catch (EngineException e) {
                return log.failed(e);
            }
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

    @Override
    public SwapStatus status(String model) {
        EngineException.required(model, "model");
        ModelSlot slot = registry.known(model);
        Succession<Generation> succession = slot.succession();
        Succession.Roles<Generation> roles = succession.roles();
        List<String> leaving = new ArrayList<>();
        succession.leaving().forEach(generation -> leaving.add(generation.describe()));
        succession.abandoned().forEach(generation -> leaving.add(generation.describe() + ", hangs"));
        int hanging = succession.stuck() - succession.abandoned().size();
        if (hanging > 0) {
            leaving.add(hanging + " opening, hangs");
        }
        return new SwapStatus(
                slot.status(),
                ModelSlot.version(roles.current()),
                trials.status(roles),
                slot.standing().previous().map(previous -> previous.version(0)),
                slot.standing().isPinned(),
                slot.queue().size(),
                leaving,
                registry.batching(slot));
    }

    @Override
    public List<SwapReport> journal(String model, int atMost) {
        EngineException.required(model, "model");
        return journal.read(
                model.isEmpty() ? Optional.empty() : Optional.of(model), Math.max(0, Math.min(MOST, atMost)));
    }

    /** Without a target, a name that people have chosen files for keeps them. */
    private Candidate wanted(ModelSlot slot, SwapTarget target, SwapTerms terms) {
        if (!target.isEmpty()) {
            return targets.find(slot, target);
        }
        Optional<Candidate> fewer =
                terms.allows(SwapTerms.Allowance.FOLDS) ? slot.standing().fewer() : Optional.empty();
        return fewer.orElseGet(slot.standing()::candidate);
    }

    private static void require(String model, SwapTarget target, SwapTerms terms) {
        EngineException.required(target, "target");
        require(model, terms);
    }

    private static void require(String model, SwapTerms terms) {
        EngineException.required(model, "model");
        EngineException.required(terms, "terms");
    }

    private SlotChanges changes(ModelSlot slot) {
        return new SlotChanges(slot, trials);
    }

    /** What cannot even begin is a report, too. */
    private SwapReport on(String model, Operation operation, SwapTerms terms, Function<ModelSlot, SwapReport> change) {
        try {
            return change.apply(registry.known(model));
        } catch (EngineException e) {
            return new SwapLog(model, operation, terms.who(), Optional.empty()).failed(e);
        }
    }
}
