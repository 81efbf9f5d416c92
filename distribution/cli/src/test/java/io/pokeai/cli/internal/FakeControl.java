package io.pokeai.cli.internal;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what it is asked, and reports it done; model {@code odd} disagrees. */
final class FakeControl implements ModelControl {
    static final SwapReport.Version OLD =
            new SwapReport.Version(1, "0123456789abcdef", "onnx", "1.2.0", List.of(Path.of("/models/tiny.onnx")));
    static final SwapReport.Version NEW =
            new SwapReport.Version(2, "fedcba9876543210", "djl", List.of(Path.of("/models/tiny.pth")));

    final List<String> asked = new ArrayList<>();

    /** Whether every model has a shadow. */
    boolean trying;

    private SwapReport report(Operation operation, String model, Object what, SwapTerms terms) {
        asked.add(operation + " " + model + " " + what + " " + terms.allowed() + " " + terms.agreement()
                + terms.gate()
                        .map(gate -> " " + gate.plan() + " " + gate.deadline())
                        .orElse(""));
        boolean fails = model.equals("odd");
        return new SwapReport(
                Instant.EPOCH,
                terms.who(),
                operation,
                model,
                fails ? SwapReport.Outcome.FAILED : SwapReport.Outcome.DONE,
                Optional.of(OLD),
                Optional.of(NEW),
                List.of(
                        new SwapReport.Step("open", Duration.ofMillis(150)),
                        new SwapReport.Step("publish", Duration.ofNanos(40_000))),
                List.of(),
                fails
                        ? Optional.of(new EngineException(
                                ErrorCode.MODELS_DISAGREE, "Model 'odd' answers otherwise.", "Allow it."))
                        : Optional.empty());
    }

    @Override
    public SwapReport load(String model, SwapTarget target, SwapTerms terms) {
        return report(Operation.LOAD, model, target, terms);
    }

    @Override
    public SwapReport unload(String model, SwapTerms terms) {
        return report(Operation.UNLOAD, model, "", terms);
    }

    @Override
    public SwapReport swap(String model, SwapTarget target, SwapTerms terms) {
        return report(Operation.SWAP, model, target, terms);
    }

    @Override
    public SwapReport canary(String model, SwapTarget target, double weight, SwapTerms terms) {
        return report(Operation.CANARY, model, weight + " " + target, terms);
    }

    @Override
    public SwapReport shadow(String model, SwapTarget target, SwapTerms terms) {
        return report(Operation.SHADOW, model, target, terms);
    }

    @Override
    public SwapReport promote(String model, SwapTerms terms) {
        return report(Operation.PROMOTE, model, "", terms);
    }

    @Override
    public SwapReport abort(String model, SwapTerms terms) {
        return report(Operation.ABORT, model, "", terms);
    }

    @Override
    public SwapReport rollback(String model, SwapTarget target, SwapTerms terms) {
        return report(Operation.ROLLBACK, model, target, terms);
    }

    @Override
    public SwapReport previewRollback(String model, SwapTarget target) {
        boolean done = model.equals("done");
        return new SwapReport(
                Instant.EPOCH,
                "preview",
                Operation.ROLLBACK,
                model,
                model.equals("odd") ? SwapReport.Outcome.FAILED : SwapReport.Outcome.UNCHANGED,
                Optional.of(OLD),
                done ? Optional.empty() : Optional.of(NEW),
                List.of(),
                done ? List.of("Model 'done' answers by 0123456789ab already; nothing was done.") : List.of(),
                model.equals("odd")
                        ? Optional.of(new EngineException(
                                ErrorCode.CONFLICT,
                                "Model 'odd' has not been changed.",
                                "Name the version: --to fedc."))
                        : Optional.empty());
    }

    @Override
    public SwapStatus status(String model) {
        ShadowReport comparison = new ShadowReport(
                200,
                3,
                5,
                0,
                0.4,
                List.of(new ShadowReport.Case(
                        "cat.png",
                        "0".repeat(64),
                        new ShadowReport.Answer("red", 0.9),
                        new ShadowReport.Answer("blue", 0.5),
                        0.4)));
        return new SwapStatus(
                FakeModels.found(model, ScoreKind.LOGITS),
                Optional.of(OLD),
                trying ? Optional.of(new SwapStatus.Trial(NEW, 0, 50, 0, Optional.of(comparison))) : Optional.empty(),
                Optional.empty(),
                true,
                1,
                List.of("tiny@1: 2 leases"),
                new Batching(8, Duration.ofMillis(5)));
    }

    @Override
    public List<SwapReport> journal(String model, int atMost) {
        return atMost == 0
                ? List.of()
                : List.of(report(Operation.SWAP, model.isEmpty() ? "tiny" : model, "", SwapTerms.of("eve")));
    }
}
