package io.pokeai.engine.runtime.internal.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance.Certainty;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.InferenceCheck;
import io.pokeai.engine.spi.Classifier;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a model is taken for by what it answers, where nothing says it. */
class ObservedOutputTest {
    private static final int SIDE = 8;
    private static final float[] WEIGHTS = {3, -2, 0.5f};
    private static final float[] BIASES = {-0.4f, 0.3f, 0.1f};

    /** Scores of linear functions of the picture's first samples, and what a last layer makes of them. */
    private record Net(ClassifierInfo info, UnaryOperator<float[]> last) implements Classifier {
        @Override
        public Scores infer(ImageTensor batch) {
            FloatBuffer picture = batch.picture(0);
            float[] logits = new float[WEIGHTS.length];
            for (int c = 0; c < logits.length; c++) {
                logits[c] = WEIGHTS[c] * picture.get(7 * c) + BIASES[c];
            }
            return new InferenceCheck(info).scores(1, last.apply(logits));
        }

        @Override
        public void close() {}
    }

    private static ModelSpec spec(Labels labels, ScoreKind suggested, Map<String, String> options) {
        ModelSpec spec = new ModelSpec(
                "net",
                "0",
                "fake",
                List.of(Path.of("net.bin")),
                InputSpec.torchvision(SIDE, SIDE),
                labels,
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.SINGLE,
                options);
        return spec.withOutput(suggested, suggested.assumed("a guess"));
    }

    private static Classifier net(ModelSpec spec, UnaryOperator<float[]> last) {
        ModelSpec opened = spec.withOutput(ScoreKind.LOGITS, spec.provenance().output());
        return new Net(new ClassifierInfo(opened, "cpu", List.of(), 1, 1, 0), last);
    }

    private static ModelSpec decide(ScoreKind suggested, UnaryOperator<float[]> last) {
        ModelSpec spec = spec(Labels.numbered(WEIGHTS.length), suggested, Map.of());
        return ObservedOutput.decide(net(spec, last), spec);
    }

    private static float[] softmax(float[] logits) {
        return new Scores(ScoreKind.LOGITS, 1, logits.length, logits).probabilities(0);
    }

    private static float[] sigmoid(float[] logits) {
        return new Scores(ScoreKind.INDEPENDENT_LOGITS, 1, logits.length, logits).probabilities(0);
    }

    private static float[] times(float factor, float[] values) {
        float[] product = values.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= factor;
        }
        return product;
    }

    private static void assertDecided(ModelSpec spec, ScoreKind kind, Certainty certainty) {
        assertThat(spec.output()).isEqualTo(kind);
        assertThat(spec.provenance().output().certainty()).isEqualTo(certainty);
        assertThat(spec.provenance().output().source()).startsWith("observed");
    }

    @Test
    void rowsThatSumToOneAreProbabilities() {
        assertDecided(decide(ScoreKind.LOGITS, ObservedOutputTest::softmax), ScoreKind.PROBABILITIES, Certainty.FOUND);
    }

    @Test
    void eightBitRowsMissOneByTheirSteps() {
        UnaryOperator<float[]> last = logits -> {
            float[] p = softmax(logits);
            for (int i = 0; i < p.length; i++) {
                p[i] = Math.min(255, Math.round(p[i] * 256)) / 256f;
            }
            return p;
        };
        assertDecided(decide(ScoreKind.LOGITS, last), ScoreKind.PROBABILITIES, Certainty.FOUND);
    }

    @Test
    void numbersWithoutBoundsAreLogits() {
        assertDecided(decide(ScoreKind.LOGITS, logits -> logits), ScoreKind.LOGITS, Certainty.FOUND);
        assertDecided(decide(ScoreKind.PROBABILITIES, logits -> logits), ScoreKind.LOGITS, Certainty.FOUND);
    }

    @Test
    void rowsWithinBoundsThatDoNotSumToOneAreIndependent() {
        ScoreKind independent = ScoreKind.INDEPENDENT_PROBABILITIES;
        assertDecided(decide(independent, ObservedOutputTest::sigmoid), independent, Certainty.FOUND);
        // Without any reason in the file it might still be chance.
        assertDecided(decide(ScoreKind.LOGITS, ObservedOutputTest::sigmoid), independent, Certainty.ASSUMED);
    }

    @Test
    void someOfASoftmaxStayProbabilities() {
        UnaryOperator<float[]> last = logits -> times(0.9f, softmax(logits));
        assertThat(decide(ScoreKind.PROBABILITIES, last).output()).isEqualTo(ScoreKind.PROBABILITIES);
    }

    @Test
    void percentIsRefused() {
        assertRefused(logits -> times(100, softmax(logits)), "rows that all sum to 100");
    }

    @Test
    void probabilitiesForSomePicturesAndLogitsForOthersAreRefused() {
        assertRefused(
                logits -> Math.abs(logits[0]) > 2 ? softmax(logits) : times(3, logits),
                "with probabilities, rows in 0…1 that sum to 1, and others with numbers outside 0…1");
    }

    @Test
    void aSoftmaxOverAnotherAxisIsRefused() {
        assertRefused(logits -> new float[] {1, 1, 1}, "1.0 for every class");
    }

    private static void assertRefused(UnaryOperator<float[]> last, String part) {
        assertThatThrownBy(() -> decide(ScoreKind.LOGITS, last))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining(part);
    }

    @Test
    void anOverflowWhereNoPictureLeadsDoesNotCount() {
        UnaryOperator<float[]> last = logits -> {
            float[] p = softmax(logits);
            p[0] = Math.abs(logits[0]) > 9 ? Float.NaN : p[0];
            return p;
        };
        assertDecided(decide(ScoreKind.LOGITS, last), ScoreKind.PROBABILITIES, Certainty.FOUND);
    }

    @Test
    void oneNumberWithinBoundsIsTakenForASigmoid() {
        BinaryHead head = BinaryHead.of(Optional.of(Labels.of(List.of("yes"))), Map.of());
        ModelSpec spec = spec(head.labels(), ScoreKind.LOGITS, head.in(Map.of()));
        Classifier net = net(spec, logits -> new float[] {sigmoid(logits)[0]});
        ModelSpec decided = ObservedOutput.decide(net, spec);
        assertDecided(decided, ScoreKind.PROBABILITIES, Certainty.ASSUMED);
        ImageTensor black = ImageTensor.allocate(1, SIDE, SIDE);
        float p = sigmoid(BIASES)[0];
        try (Classifier declared = new DeclaredOutput(net, decided)) {
            assertThat(declared.infer(black).probabilities(0)).containsExactly(p, 1 - p);
        }
        Classifier logit = net(spec, logits -> new float[] {logits[0]});
        assertDecided(ObservedOutput.decide(logit, spec), ScoreKind.LOGITS, Certainty.FOUND);
    }

    @Test
    void whatWasDecidedIsHeldToIt() {
        ModelSpec spec = spec(Labels.numbered(WEIGHTS.length), ScoreKind.PROBABILITIES, Map.of());
        ImageTensor black = ImageTensor.allocate(1, SIDE, SIDE);
        try (Classifier declared = new DeclaredOutput(net(spec, logits -> logits), spec)) {
            assertThatThrownBy(() -> declared.infer(black)).hasMessageContaining("said to give probabilities");
        }
    }
}
