package io.pokeai.engine.json;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values with every field that can be there, and with none. */
public final class Samples {
    private static final Labels LABELS = Labels.of(List.of("rød", "green \"2\"", "日本"));

    public static final SwapReport.Version ONNX =
            new SwapReport.Version(7, "0123456789abcdef", "onnx", "1.2.0", List.of(Path.of("/models/tiny.onnx")));
    public static final SwapReport.Version FOLDS = new SwapReport.Version(
            8,
            "fedcba9876543210",
            "djl",
            IntStream.range(0, 70)
                    .mapToObj(fold -> Path.of("/models/tiny_fold" + fold + ".pth"))
                    .toList());

    public static final SwapStatus.Trial CANARY = new SwapStatus.Trial(ONNX, 0.05, 1200, 3, Optional.empty());
    public static final SwapStatus.Trial SHADOW = new SwapStatus.Trial(
            FOLDS,
            0,
            42,
            1,
            Optional.of(new ShadowReport(
                    41,
                    2,
                    5,
                    1,
                    0.123456789,
                    List.of(new ShadowReport.Case(
                            "/pictures/kätzchen 1.jpg",
                            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                            new ShadowReport.Answer("rød", 0.75),
                            new ShadowReport.Answer("日本", 0.1 + 0.2),
                            0.45)))));

    private Samples() {}

    public static List<SwapReport> swapReports() {
        return List.of(
                new SwapReport(
                        Instant.parse("2026-11-30T10:42:04.123456Z"),
                        "zoë\t\u2028",
                        SwapReport.Operation.SWAP,
                        "tiny",
                        SwapReport.Outcome.FAILED,
                        Optional.of(ONNX),
                        Optional.of(FOLDS),
                        List.of(
                                new SwapReport.Step("open", Duration.ofNanos(150_123_456)),
                                new SwapReport.Step("warm up", Duration.ofNanos(999))),
                        List.of("Fold 3 is missing.", "a \\ and a \"quote\""),
                        Optional.of(
                                new EngineException(ErrorCode.MODELS_DISAGREE, "They differ – a lot.", "Allow it.")),
                        Optional.of(SHADOW)),
                new SwapReport(
                        Instant.EPOCH,
                        "somebody",
                        SwapReport.Operation.LOAD,
                        "tiny",
                        SwapReport.Outcome.DONE,
                        Optional.empty(),
                        Optional.of(ONNX),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.of(CANARY)),
                new SwapReport(
                        Instant.EPOCH,
                        "somebody",
                        SwapReport.Operation.UNLOAD,
                        "tiny",
                        SwapReport.Outcome.UNCHANGED,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty()));
    }

    public static List<SwapStatus> swapStates() {
        return List.of(
                new SwapStatus(
                        known(),
                        Optional.of(ONNX),
                        Optional.of(SHADOW),
                        Optional.of(FOLDS),
                        true,
                        2,
                        List.of("tiny@3: 2 leases"),
                        new Batching(8, Duration.ofMillis(5))),
                new SwapStatus(
                        known(),
                        Optional.of(ONNX),
                        Optional.of(CANARY),
                        Optional.empty(),
                        false,
                        0,
                        List.of(),
                        Batching.OFF),
                new SwapStatus(
                        failed(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        0,
                        List.of(),
                        Batching.OFF));
    }

    public static ModelStatus known() {
        ModelSpec spec = new ModelSpec(
                        "tiny",
                        "0123456789abcdef0123",
                        "onnx",
                        List.of(Path.of("/models/1.pth"), Path.of("/models/2.pth")),
                        InputSpec.torchvision(8, 4),
                        LABELS,
                        ScoreKind.LOGITS,
                        ModelSpec.EnsembleRule.MEAN_LOGITS,
                        Map.of(ModelSpec.FOLDS, "1,2"))
                .withProvenance(new Provenance(
                        Origin.assumed("a habit", "\"input\": \"tv8_4\" in tiny.model.json"),
                        Origin.stated("classes.txt"),
                        Origin.found("the graph")));
        return new ModelStatus(
                "tiny",
                ModelState.READY,
                7,
                spec.files(),
                Optional.of(spec),
                Optional.of("cpu"),
                Certification.PASSED,
                List.of("Fold 3 is missing."),
                Optional.empty());
    }

    public static ModelStatus failed() {
        return new ModelStatus(
                "bad",
                ModelState.FAILED,
                0,
                List.of(Path.of("/models/bad.onnx")),
                Optional.empty(),
                Optional.empty(),
                Certification.NONE,
                List.of(),
                Optional.of(new EngineException(ErrorCode.MODEL_INVALID, "bad is damaged.", "Copy it again.")));
    }

    public static List<Result<Path>> results() {
        Prediction.Timing timing = new Prediction.Timing(1_234_567, 89_012_345_678L);
        List<FoldPrediction> folds = List.of(
                new FoldPrediction(1, LABELS, Optional.of(List.of(1.5f, -0.25f, 3e-7f)), List.of(0.7f, 0.1f, 0.2f)),
                new FoldPrediction(2, LABELS, Optional.empty(), List.of(0.2f, 0.3f, 0.5f)));
        return List.of(
                new Result.Classified<>(
                        Path.of("a.jpg"),
                        new Prediction(
                                "tiny",
                                "0123",
                                "cpu",
                                LABELS,
                                ScoreKind.LOGITS,
                                Optional.of(List.of(1f, 2.5f, -1e-9f)),
                                List.of(0.1f, 0.6f, 0.3f),
                                timing,
                                folds)),
                new Result.Classified<>(
                        Path.of("b ö.jpg"),
                        new Prediction(
                                "tiny",
                                "0123",
                                "cpu",
                                LABELS,
                                ScoreKind.INDEPENDENT_PROBABILITIES,
                                Optional.empty(),
                                List.of(0.9f, 0.6f, 0.3f),
                                timing,
                                List.of())),
                new Result.Failed<>(
                        Path.of("/pictures/c\uFFFD.jpg"),
                        "tiny",
                        new EngineException(ErrorCode.CORRUPT_IMAGE, "c is cut short.", "Copy it again.")));
    }
}
