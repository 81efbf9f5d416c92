package io.pokeai.aug.robustness.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.gate.GateQuestion;
import io.pokeai.engine.api.gate.GatedModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Two generations of a model that reads a picture's class from its first sample, grey modulo 3; the candidate is wrong about some
 * greys. A picture is a text with its grey.
 */
final class FakeQuestion implements GateQuestion {
    static final List<String> CLASSES = List.of("cat", "dog", "owl");
    private static final InputSpec INPUT = InputSpec.torchvision(8, 8);

    private final Path plan;
    private final Path artifacts;
    private final int wrong;
    private final GatedModel baseline = model("1111111111111111");
    private final GatedModel candidate = model("2222222222222222");

    /** Answers that were given. */
    final AtomicInteger answers = new AtomicInteger();

    /** The last news of the gate, as {@code done/total}. */
    volatile String progress = "";

    /** After how many answers the question is cancelled. */
    int cancelledAfter = Integer.MAX_VALUE;

    /** @param wrong the candidate is wrong about every so many greys; 0 for none */
    FakeQuestion(Path plan, Path artifacts, int wrong) {
        this.plan = plan;
        this.artifacts = artifacts;
        this.wrong = wrong;
    }

    private static GatedModel model(String version) {
        Path file = Path.of(version + ".onnx");
        ModelSpec spec = new ModelSpec(
                "pets",
                version,
                "fake",
                List.of(file),
                INPUT,
                Labels.of(CLASSES),
                ScoreKind.PROBABILITIES,
                EnsembleRule.SINGLE,
                Map.of());
        return new GatedModel(new SwapReport.Version(1, version, "fake", "1.0", List.of(file)), spec, "cpu", 4);
    }

    @Override
    public String model() {
        return "pets";
    }

    @Override
    public Path plan() {
        return plan;
    }

    @Override
    public Path artifacts() {
        return artifacts;
    }

    @Override
    public GatedModel baseline() {
        return baseline;
    }

    @Override
    public GatedModel candidate() {
        return candidate;
    }

    @Override
    public void progress(long done, long total) {
        assertThat(done).isBetween(0L, total);
        progress = done + "/" + total;
    }

    @Override
    public boolean cancelled() {
        return answers.get() >= cancelledAfter;
    }

    @Override
    public <T> Stream<Result<T>> answers(
            List<GatedModel> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch) {
        return StreamSupport.stream(pictures.spliterator(), false).flatMap(picture -> {
            List<Result<T>> results = new ArrayList<>();
            for (GatedModel model : models) {
                answers.incrementAndGet();
                try {
                    int grey = ((Image) pixels.apply(picture)).sample(0, 0, 0);
                    boolean errs = model.equals(candidate) && wrong > 0 && grey % wrong == 0;
                    results.add(new Result.Classified<>(picture, answer(model, errs ? grey + 1 : grey)));
                } catch (EngineException e) {
                    results.add(new Result.Failed<>(picture, model.spec().name(), e));
                }
            }
            return results.stream();
        });
    }

    private static Prediction answer(GatedModel model, int grey) {
        List<Float> probabilities = new ArrayList<>(List.of(.1f, .1f, .1f));
        probabilities.set(grey % CLASSES.size(), .8f);
        return new Prediction(
                model.spec().name(),
                model.spec().version(),
                "cpu",
                Labels.of(CLASSES),
                Optional.empty(),
                probabilities,
                new Prediction.Timing(1, 1));
    }

    @Override
    public Imaging imaging() {
        return new GreyTexts();
    }

    private static final class GreyTexts implements Imaging {
        @Override
        public Imaging limitedTo(long maxPixels) {
            return this;
        }

        @Override
        public Image crop(Path picture, InputSpec spec) {
            try {
                byte[] rgb = new byte[3 * spec.width() * spec.height()];
                Arrays.fill(rgb, (byte) Integer.parseInt(Files.readString(picture)));
                return new Image(spec.width(), spec.height(), rgb);
            } catch (IOException | NumberFormatException e) {
                throw new EngineException(ErrorCode.CORRUPT_IMAGE, picture + ": damaged.", "Mend it.", e);
            }
        }

        @Override
        public Image crop(byte[] encoded, InputSpec spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Image crop(Image decoded, InputSpec spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Image decode(Path picture, Decoder decoder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void normalise(Pixels pixels, InputSpec spec, FloatBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] toPng(Image image) {
            throw new UnsupportedOperationException();
        }
    }
}
