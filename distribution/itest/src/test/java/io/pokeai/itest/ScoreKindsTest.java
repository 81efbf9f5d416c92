package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Provenance.Certainty;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.runtime.PokeAi;
import io.pokeai.engine.testkit.Shared;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probabilities are given as they are, logits through one softmax, independent classes each for itself. */
class ScoreKindsTest {
    private static final Path FAULTS = Shared.data("faults");
    private static final Dimension BATCH = Dimension.symbol("n");
    private static final int SIDE = 16;

    // Sums in another order, and 8-bit steps that are exact in both.
    private static final float ROUNDING = 2e-4f;

    @TempDir
    Path folder;

    private Engine open(Path artifacts) {
        return PokeAi.open(EngineSettings.of(artifacts)
                .withCache(folder.resolve("cache"))
                .withThreads(1)
                .withDevices(List.of("cpu"))
                .withWatch(false));
    }

    private static void assertClose(Prediction prediction, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(prediction.probabilities().get(i)).isCloseTo((float) expected[i], within(ROUNDING));
        }
    }

    @Test
    void whatOnceWasSoftmaxedTwiceIsRight() {
        Shared.require(FAULTS);
        Path kinds = FAULTS.resolve("output-kind");
        Path picture = kinds.resolve("pic.png");
        try (Engine engine = open(kinds)) {
            // By ONNX Runtime on torchvision's pixels.
            assertClose(engine.classify("q_soft_qdq", picture), .0353, .3216, .2941, .1412, .2039);
            assertClose(engine.classify("d_norm", picture), .0013, .0965, .2746, .1352, .4925);
            Prediction each = engine.classify("d_sigm", picture);
            assertClose(each, .0000, .0034, .0097, .0048, .0172);
            assertThat(each.isMultiLabel()).isTrue();
            assertThat(each.positives()).isEmpty();
        }
    }

    @Test
    void whatOnceWasAlwaysYesIsRight() {
        Shared.require(FAULTS);
        Path binary = FAULTS.resolve("binary");
        try (Engine engine = open(binary)) {
            assertClose(engine.classify("binary_sigmoid", binary.resolve("pic.png")), .9841, .0159);
            assertClose(engine.classify("binary_sigmoid", binary.resolve("black.png")), .0765, .9235);
            Prediction white = engine.classify("binary_sigmoid", binary.resolve("white.png"));
            assertClose(white, .2095, .7905);
            assertThat(white.best().label()).isEqualTo("not yes");
        }
    }

    /** Three logits, made something else by nodes that no walk understands: their sum is a product of matrices. */
    private static GraphBuilder undecided(UnaryOperator<String> last, GraphBuilder graph) {
        graph.input("x", BATCH, Dimension.of(3), Dimension.of(SIDE), Dimension.of(SIDE));
        String means = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of("x"))));
        graph.initializer("w", new float[] {2, -1, 1, 0, 3, -2, 1, 1, 1}, 3, 3);
        graph.initializer("ones", new float[] {1, 1, 1}, 3, 1);
        graph.add("Identity", List.of(last.apply(graph.add("MatMul", List.of(means, "w")))), List.of("y"));
        return graph.output("y", BATCH, Dimension.of(3));
    }

    private static String shares(GraphBuilder graph, String logits) {
        String e = graph.add("Exp", List.of(logits));
        return graph.add("Div", List.of(e, graph.add("MatMul", List.of(e, "ones"))));
    }

    private static String sigmoid(GraphBuilder graph, String logits) {
        graph.initializer("half", new float[] {0.5f});
        String tanh = graph.add("Tanh", List.of(graph.add("Mul", List.of(logits, "half"))));
        return graph.add("Mul", List.of(graph.add("Add", List.of(tanh, "ones1")), "half"));
    }

    private Path picture(Engine engine) throws IOException {
        byte[] pixels = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37);
        }
        return Files.write(folder.resolve("p.png"), engine.imaging().toPng(new Image(SIDE, SIDE, pixels)));
    }

    private Path artifacts() throws IOException {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        Files.writeString(artifacts.resolve("classes.txt"), "red\ngreen\nblue\n");
        return artifacts;
    }

    private static void write(Path file, GraphBuilder graph) throws IOException {
        Files.write(file, graph.toModel());
    }

    @Test
    void whatTheGraphDoesNotTellIsObserved() throws IOException {
        Path artifacts = artifacts();
        GraphBuilder plain = new GraphBuilder("plain");
        write(artifacts.resolve("plain.onnx"), undecided(logits -> logits, plain));
        GraphBuilder sum = new GraphBuilder("sum");
        write(artifacts.resolve("sum.onnx"), undecided(logits -> shares(sum, logits), sum));
        GraphBuilder tanh = new GraphBuilder("tanh");
        tanh.initializer("ones1", new float[] {1});
        write(artifacts.resolve("tanh.onnx"), undecided(logits -> sigmoid(tanh, logits), tanh));
        try (Engine engine = open(artifacts)) {
            Path picture = picture(engine);
            Prediction logits = engine.classify("plain", picture);
            Prediction softmax = engine.classify("sum", picture);
            assertThat(softmax.kind()).isEqualTo(ScoreKind.PROBABILITIES);
            Prediction each = engine.classify("tanh", picture);
            assertThat(each.kind()).isEqualTo(ScoreKind.INDEPENDENT_PROBABILITIES);
            for (int i = 0; i < 3; i++) {
                assertThat(softmax.probabilities().get(i))
                        .isCloseTo(logits.probabilities().get(i), within(ROUNDING));
                double logit = logits.logits().orElseThrow().get(i);
                assertThat(each.probabilities().get(i))
                        .isCloseTo((float) (1 / (1 + Math.exp(-logit))), within(ROUNDING));
            }
            Origin origin = origin(engine, "sum");
            assertThat(origin.certainty()).isEqualTo(Certainty.FOUND);
            assertThat(origin.source()).startsWith("observed: rows in 0…1 that sum to 1");
        }
    }

    private static Origin origin(Engine engine, String model) {
        try (ModelLease lease = engine.models().lease(model)) {
            return lease.spec().provenance().output();
        }
    }

    @Test
    void foldsOfObservedProbabilitiesAreAveragedAsThose() throws IOException {
        Path artifacts = artifacts();
        GraphBuilder first = new GraphBuilder("first");
        write(artifacts.resolve("net_fold1.onnx"), undecided(logits -> shares(first, logits), first));
        GraphBuilder second = new GraphBuilder("second");
        write(
                artifacts.resolve("net_fold2.onnx"),
                undecided(logits -> shares(second, second.add("Neg", List.of(logits))), second));
        try (Engine engine = open(artifacts)) {
            Prediction mean = engine.classify("net", picture(engine));
            assertThat(mean.kind()).isEqualTo(ScoreKind.PROBABILITIES);
            try (ModelLease lease = engine.models().lease("net")) {
                assertThat(lease.spec().ensemble()).isEqualTo(ModelSpec.EnsembleRule.MEAN_PROBABILITIES);
            }
            for (int i = 0; i < 3; i++) {
                int c = i;
                float expected = (float) mean.folds().stream()
                        .mapToDouble(fold -> fold.probabilities().get(c))
                        .average()
                        .orElseThrow();
                assertThat(mean.probabilities().get(i)).isCloseTo(expected, within(1e-6f));
            }
        }
    }

    @Test
    void aDeclarationComesBeforeEverything() throws IOException {
        Path artifacts = artifacts();
        GraphBuilder graph = new GraphBuilder("multi");
        write(artifacts.resolve("multi.onnx"), undecided(logits -> logits, graph));
        Files.writeString(artifacts.resolve("multi.model.json"), "{\"output\": \"multilabel_logits\"}");
        try (Engine engine = open(artifacts)) {
            Prediction each = engine.classify("multi", picture(engine));
            assertThat(each.kind()).isEqualTo(ScoreKind.INDEPENDENT_LOGITS);
            double logit = each.logits().orElseThrow().get(0);
            assertThat(each.probabilities().get(0)).isCloseTo((float) (1 / (1 + Math.exp(-logit))), within(1e-6f));
        }
    }

    @Test
    void aSoftmaxOverAnotherAxisIsRefused() throws IOException {
        Path artifacts = artifacts();
        GraphBuilder graph = new GraphBuilder("wrong");
        write(
                artifacts.resolve("wrong.onnx"),
                undecided(logits -> graph.add("Softmax", List.of(logits), Attribute.of("axis", 0)), graph));
        try (Engine engine = open(artifacts)) {
            Path picture = picture(engine);
            assertThatThrownBy(() -> engine.classify("wrong", picture))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                    .hasMessageContaining("1.0 for every class");
        }
    }
}
