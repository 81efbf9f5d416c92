package io.pokeai.cli.internal;

import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Models as a registry may list them. */
final class FakeModels {
    static final Labels LABELS = Labels.of(List.of("red", "green", "blue"));

    private FakeModels() {}

    static ModelStatus found(String name, ScoreKind kind) {
        return found(name, kind, Path.of("/models", name + ".onnx"));
    }

    static ModelStatus found(String name, ScoreKind kind, Path file) {
        ModelSpec spec = new ModelSpec(
                name,
                "0123456789abcdef0123",
                "fake",
                List.of(file),
                InputSpec.torchvision(8, 4),
                LABELS,
                kind,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
        return new ModelStatus(
                name,
                ModelState.FOUND,
                0,
                spec.files(),
                Optional.of(spec),
                Optional.empty(),
                Certification.NONE,
                List.of(),
                Optional.empty());
    }

    /** A model of which nothing says what its scores are. */
    static ModelStatus assumed(String name, ScoreKind kind) {
        ModelStatus found = found(name, kind);
        return new ModelStatus(
                name,
                found.state(),
                found.generation(),
                found.files(),
                found.spec().map(spec -> spec.withOutput(kind, kind.assumed("a clip"))),
                found.device(),
                found.certification(),
                found.notes(),
                found.error());
    }

    /** A model of folds, with a certificate that was not looked at yet; the fold 3 would be missing. */
    static ModelStatus ensemble(String name, Integer... folds) {
        ModelSpec spec = new ModelSpec(
                name,
                "0123456789abcdef0123",
                "fake",
                Stream.of(folds).map(fold -> Path.of("/models", fold + ".pth")).toList(),
                InputSpec.torchvision(8, 4),
                LABELS,
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.MEAN_LOGITS,
                Map.of(
                        ModelSpec.FOLDS,
                        String.join(",", Stream.of(folds).map(String::valueOf).toList())));
        return new ModelStatus(
                name,
                ModelState.FOUND,
                0,
                spec.files(),
                Optional.of(spec),
                Optional.empty(),
                Certification.PENDING,
                List.of("Fold 3 is missing."),
                Optional.empty());
    }

    static ModelStatus failed(String name) {
        return new ModelStatus(
                name,
                ModelState.FAILED,
                0,
                List.of(Path.of("/models", name + ".onnx")),
                Optional.empty(),
                Optional.empty(),
                Certification.NONE,
                List.of(),
                Optional.of(new EngineException(ErrorCode.MODEL_INVALID, name + " is damaged.", "Copy it again.")));
    }

    record Lease(ModelSpec spec) implements ModelLease {
        @Override
        public long generation() {
            return 1;
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public int maxBatch() {
            return 8;
        }

        @Override
        public int preferredBatch() {
            return 1;
        }

        @Override
        public Scores infer(ImageTensor batch) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
