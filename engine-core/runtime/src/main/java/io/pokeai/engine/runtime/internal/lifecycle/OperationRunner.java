package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.internal.generation.RememberedAnswers;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Runs what people ask for on the queue of the name; every result is a report, and in the journal.
 *
 * <p><b>Threads</b> safe; a call returns when its operation has ended.
 */
final class OperationRunner {
    private final Function<String, ModelSlot> names;
    private final SwapJournal journal;
    private final Duration patience;

    /**
     * @param names finds the slot of a name, or throws why there is none
     * @param patience how long the report of a change that was cancelled is waited for
     */
    OperationRunner(Function<String, ModelSlot> names, SwapJournal journal, Duration patience) {
        this.names = names;
        this.journal = journal;
        this.patience = patience;
    }

    /** What is done to a name. */
    interface Work {
        /** What is thrown becomes a report of failure. */
        SwapReport on(ModelSlot slot, SwapReportBuilder report);
    }

    /** When it is its turn. */
    SwapReport inTurn(String model, Operation operation, SwapTerms terms, Work work) {
        ModelSlot slot;
        try {
            slot = names.apply(model);
        } catch (EngineException e) {
            return unknown(model, operation, terms, e);
        }
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        try {
            CompletableFuture<SwapReport> change = slot.queue().submit(() -> {
                SwapReport written =
                        journal.write(run(slot, work, begin(slot, operation, terms, answeredBy(slot), givenUp)));
                slot.settleIfOpen(Operation.CHANGE);
                return written;
            });
            return terms.gate().isEmpty()
                    ? Deadlines.forChange(slot.name(), change)
                    : Deadlines.forCancellableChange(slot.name(), change, givenUp, patience);
        } catch (EngineException e) {
            return begin(slot, operation, terms, answeredBy(slot), givenUp).failed(e);
        }
    }

    /** Runs at once: it changes nothing, and the journal gets no line. */
    SwapReport now(String model, Operation operation, SwapTerms terms, Work work) {
        try {
            ModelSlot slot = names.apply(model);
            return run(slot, work, begin(slot, operation, terms, slot.answeringVersion(), new CompletableFuture<>()));
        } catch (EngineException e) {
            return unknown(model, operation, terms, e);
        }
    }

    private static SwapReport run(ModelSlot slot, Work work, SwapReportBuilder report) {
        try {
            return work.on(slot, report);
        } catch (RolloutRefused e) {
            return report.failed(e.failure().error());
        } catch (RuntimeException | LinkageError e) {
            return report.failed(EngineException.of(e));
        }
    }

    /** What cannot even begin is a report, too. */
    private static SwapReport unknown(String model, Operation operation, SwapTerms terms, EngineException why) {
        return new SwapReportBuilder(model, operation, terms.who(), Optional.empty()).failed(why);
    }

    private static SwapReportBuilder begin(
            ModelSlot slot,
            Operation operation,
            SwapTerms terms,
            Optional<SwapReport.Version> from,
            CompletableFuture<Void> givenUp) {
        return new SwapReportBuilder(
                slot.name(),
                operation,
                terms.who(),
                from,
                givenUp,
                progress -> terms.listener().ifPresent(listener -> listener.accept(progress)));
    }

    /** What answers, or what answered until its back end left. */
    private static Optional<SwapReport.Version> answeredBy(ModelSlot slot) {
        return slot.answeringVersion()
                .or(() -> slot.desired().isUnloaded()
                        ? Optional.empty()
                        : slot.remembered().map(RememberedAnswers::version));
    }
}
