package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.gate.GateDecision;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.journal.SwapReportBuilder;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.SwapGate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * The step of a rollout in which a gate decides about a candidate that is open and not yet published.
 *
 * <p>The gate runs on a thread of its own. When its decision is no longer wanted it is told so; one that goes on nevertheless is
 * waited for as long as a call that drains, and then left alone.
 *
 * <p><b>Threads</b> safe; a call is confined to the thread of the name's queue, which waits here.
 */
final class GateStep {
    private final GateSource gates;
    private final GenerationAnswers asking;
    private final Imaging imaging;
    private final Path artifacts;
    private final Executor threads;
    private final Predicate<ClassifierFactory> present;
    private final Duration reading;
    private final Duration patience;

    /**
     * @param threads that a gate may block
     * @param present whether a back end is there
     * @param reading how long a gate may take to read its plan
     * @param patience how long a gate that was told to stop is waited for
     */
    GateStep(
            GateSource gates,
            GenerationAnswers asking,
            Imaging imaging,
            Path artifacts,
            Executor threads,
            Predicate<ClassifierFactory> present,
            Duration reading,
            Duration patience) {
        this.gates = gates;
        this.asking = asking;
        this.imaging = imaging;
        this.artifacts = artifacts;
        this.threads = threads;
        this.present = present;
        this.reading = reading;
        this.patience = patience;
    }

    /**
     * Before anything is opened: there is a gate, it reads the plan, and there is something to compare with.
     *
     * @throws EngineException why not
     */
    void require(ModelSlot slot, SwapTerms terms, SwapReportBuilder report) {
        if (terms.gate().isEmpty()) {
            return;
        }
        if (report.isGivenUp()) {
            throw cancelled(slot.name());
        }
        answering(slot);
        Path plan = plan(terms.gate().get());
        CompletableFuture<Path> checked = started(slot.name(), gate -> {
            installed(gate).check(plan);
            return plan;
        });
        try {
            checked.get(reading.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw late(slot.name(), reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(slot.name());
        } catch (ExecutionException e) {
            throw thrown(e);
        }
    }

    private static Generation answering(ModelSlot slot) {
        Generation answering = slot.roles().current();
        if (answering == null) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "A gate compares with what answers, and nothing answers for model '" + slot.name() + "'.",
                    "Load the model first, or leave out the gate.");
        }
        return answering;
    }

    private static Path plan(SwapTerms.GateDemand demand) {
        return demand.plan().toAbsolutePath().normalize();
    }

    private static SwapGate installed(Optional<SwapGate> gate) {
        return gate.orElseThrow(
                () -> new EngineException(
                        ErrorCode.UNAVAILABLE,
                        "The change demands a gate, and none is installed.",
                        "Install the bundle aug-robustness (on a class path: its jar and aug-corruptions), or leave out the gate."));
    }

    /**
     * Has the gate decide, if one is demanded.
     *
     * @throws EngineException {@code GATE_FAILED} when it refuses the candidate, {@code DEADLINE_EXCEEDED}, {@code CANCELLED}, what
     *     it throws
     */
    void pass(ModelSlot slot, Generation next, SwapTerms terms, SwapReportBuilder report) {
        if (terms.gate().isEmpty()) {
            return;
        }
        SwapTerms.GateDemand demand = terms.gate().get();
        report.enter("gate");
        Generation answering = answering(slot);
        OpenQuestion question = new OpenQuestion(
                slot.name(),
                plan(demand),
                artifacts,
                answering,
                next,
                imaging,
                asking,
                () -> obstacle(slot, answering, next, report),
                report::worked);
        requireWanted(question);
        GateDecision decision = decide(question, demand.deadline(), answering, report);
        report.gate(new SwapReport.Gate(decision.accepted(), decision.sentence(), decision.report()));
        requireWanted(question);
        if (!decision.accepted()) {
            throw new EngineException(
                    ErrorCode.GATE_FAILED,
                    "Model '" + slot.name() + "' goes on with what answers: " + decision.sentence(),
                    decision.report().map(file -> "The report is " + file + ".").orElse(""));
        }
        report.note(decision.sentence()
                + decision.report().map(file -> " The report is " + file + ".").orElse(""));
    }

    private static void requireWanted(OpenQuestion question) {
        question.refusal().ifPresent(why -> {
            throw why;
        });
    }

    private Optional<EngineException> obstacle(
            ModelSlot slot, Generation answering, Generation next, SwapReportBuilder report) {
        if (report.isGivenUp()) {
            return Optional.of(cancelled(slot.name()));
        }
        boolean there = slot.roles().current() == answering && present.test(next.factory());
        return there ? Optional.empty() : Optional.of(withdrawn(slot.name()));
    }

    private GateDecision decide(
            OpenQuestion question, Duration deadline, Generation answering, SwapReportBuilder report) {
        CompletableFuture<GateDecision> decision =
                started(question.model(), gate -> installed(gate).decide(question));
        // A gate that never asks whether it is wanted is not waited for any longer either.
        CompletableFuture<Object> end = CompletableFuture.anyOf(decision, report.givenUp(), answering.closed());
        try {
            awaitQuietly(end, deadline);
            if (!decision.isDone()) {
                question.refuse(question.refusal().orElseGet(() -> late(question.model(), deadline)));
                awaitQuietly(decision, patience);
            }
            if (!decision.isDone()) {
                report.note("The gate was told to stop and has not stopped after " + seconds(patience)
                        + "; it is left to its thread.");
                throw question.refusal().orElseThrow();
            }
            return decision.get();
        } catch (InterruptedException e) {
            question.refuse(cancelled(question.model()));
            Thread.currentThread().interrupt();
            throw cancelled(question.model());
        } catch (ExecutionException e) {
            throw question.refusal().orElseGet(() -> thrown(e));
        }
    }

    private <T> CompletableFuture<T> started(String model, GateSource.Work<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    done.complete(gates.use(work));
                } catch (Throwable e) { // a gate may throw anything, a LinkageError too
                    done.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            throw Blocker.CLOSED.error(model);
        }
        return done;
    }

    private static EngineException thrown(ExecutionException e) {
        return EngineException.of(e.getCause() == null ? e : e.getCause());
    }

    private static void awaitQuietly(CompletableFuture<?> end, Duration atMost) throws InterruptedException {
        try {
            end.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // who calls looks what has happened
        }
    }

    private static EngineException late(String model, Duration deadline) {
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                "The gate had not decided about model '" + model + "' after " + seconds(deadline) + ".",
                "Give it a later deadline, or a plan with fewer pictures or corruptions; what it has finished is not asked for"
                        + " again.");
    }

    private static EngineException cancelled(String model) {
        return new EngineException(
                ErrorCode.CANCELLED,
                "The change of model '" + model + "' was cancelled before its gate had decided; nothing has changed.",
                "");
    }

    private static EngineException withdrawn(String model) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "A generation of model '" + model + "' has left before the gate had decided.",
                "Repeat the change when the model and its back end are there.");
    }

    private static String seconds(Duration time) {
        return time.toSeconds() + " s";
    }
}
