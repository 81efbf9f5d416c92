package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance.Certainty;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.RandomTensors;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the numbers of a graph are taken for by what makes them. */
class ScoreKindSourceTest {
    private static final Dimension BATCH = Dimension.symbol("n");
    private static final int CLASSES = 3;
    private static final int SIDE = 8;
    private static final long FLOAT = 1;
    private static final long FLOAT16 = 10;

    @TempDir
    Path folder;

    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();

    /** A graph whose three logits are weighted means of the channels; constants have names of what they are. */
    private static final class Tail {
        private final GraphBuilder graph = new GraphBuilder("g");
        private final String means;
        private int constants;

        Tail() {
            graph.input("x", BATCH, Dimension.of(3), Dimension.of(SIDE), Dimension.of(SIDE));
            means = op("Flatten", op("GlobalAveragePool", "x"));
        }

        String op(String operator, String input, Attribute... attributes) {
            return graph.add(operator, List.of(input), attributes);
        }

        String op(String operator, List<String> inputs, Attribute... attributes) {
            return graph.add(operator, inputs, attributes);
        }

        String logits() {
            return layer(means, CLASSES);
        }

        /** One logit per picture. */
        String logit() {
            return layer(means, 1);
        }

        String layer(String input, int outputs) {
            float[] weights = new float[3 * outputs];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = 2 - (float) i / 2 - constants;
            }
            String w = "w" + constants++;
            graph.initializer(w, weights, 3, outputs);
            return graph.add("Gemm", List.of(input, w));
        }

        String softmax() {
            return op("Softmax", logits(), Attribute.of("axis", -1));
        }

        String sigmoid() {
            return op("Sigmoid", logits());
        }

        String number(double value) {
            String name = "c" + constants++;
            graph.initializer(name, new float[] {(float) value});
            return name;
        }

        String integers(long... values) {
            String name = "i" + constants++;
            graph.initializer(name, values, values.length);
            return name;
        }

        String of(String operator, String input, double number) {
            return op(operator, List.of(input, number(number)));
        }

        String sumOver(long axis, String input) {
            return op("ReduceSum", List.of(input, integers(axis)), Attribute.of("keepdims", 1));
        }

        String quantised(String input, double step) {
            String scale = number(step);
            return op("DequantizeLinear", List.of(op("QuantizeLinear", List.of(input, scale)), scale));
        }

        String stacked(String first, String second) {
            String axis = integers(0);
            return op(
                    "Concat",
                    List.of(op("Unsqueeze", List.of(first, axis)), op("Unsqueeze", List.of(second, axis))),
                    Attribute.of("axis", 0));
        }

        GraphBuilder end(String scores, Dimension... shape) {
            graph.add("Identity", List.of(scores), List.of("y"));
            return graph.output("y", shape);
        }
    }

    private static Arguments of(String name, ScoreKind kind, Certainty certainty, Function<Tail, String> scores) {
        Dimension[] shape = {BATCH, Dimension.of(CLASSES)};
        return Arguments.of(name, kind, certainty, scores, shape);
    }

    private static Arguments of(
            String name, ScoreKind kind, Certainty certainty, Function<Tail, String> scores, int... axes) {
        Dimension[] shape = new Dimension[axes.length + 1];
        shape[0] = BATCH;
        for (int i = 0; i < axes.length; i++) {
            shape[i + 1] = Dimension.of(axes[i]);
        }
        return Arguments.of(name, kind, certainty, scores, shape);
    }

    static Stream<Arguments> ends() {
        ScoreKind logits = ScoreKind.LOGITS;
        ScoreKind shares = ScoreKind.PROBABILITIES;
        ScoreKind each = ScoreKind.INDEPENDENT_PROBABILITIES;
        Certainty found = Certainty.FOUND;
        Certainty assumed = Certainty.ASSUMED;
        return Stream.of(
                of("a layer", logits, found, Tail::logits),
                of("a temperature", logits, found, t -> t.of("Div", t.logits(), 2)),
                of("a bias", logits, found, t -> t.of("Add", t.logits(), 3)),
                of("log softmax", logits, found, t -> t.op("LogSoftmax", t.logits())),
                of("log of softmax", logits, found, t -> t.op("Log", t.softmax())),
                of("8-bit logits", logits, found, t -> t.quantised(t.logits(), 0.1)),
                of("x · sigmoid(x) before a layer", logits, found, t -> {
                    String x = t.logits();
                    return t.layer(t.op("Mul", List.of(x, t.op("Sigmoid", x))), CLASSES);
                }),
                of("x · sigmoid(x) as the end", logits, found, t -> {
                    String x = t.logits();
                    return t.op("Mul", List.of(x, t.op("Sigmoid", x)));
                }),
                of("a layer of sigmoids", logits, assumed, t -> t.layer(t.sigmoid(), CLASSES)),
                of("8-bit softmax", shares, found, t -> t.quantised(t.softmax(), 1.0 / 256)),
                of(
                        "half-precision softmax",
                        shares,
                        found,
                        t -> t.op(
                                "Cast",
                                t.op("Cast", t.softmax(), Attribute.of("to", FLOAT16)),
                                Attribute.of("to", FLOAT))),
                of(
                        "clipped softmax",
                        shares,
                        found,
                        t -> t.op("Clip", List.of(t.softmax(), t.number(1e-7), t.number(1 - 1e-7)))),
                of("softmax above an epsilon", shares, found, t -> t.of("Max", t.softmax(), 1e-6)),
                of(
                        "rounded softmax",
                        shares,
                        found,
                        t -> t.of("Div", t.op("Round", t.of("Mul", t.softmax(), 1000)), 1000)),
                of(
                        "classes in another order",
                        shares,
                        found,
                        t -> t.op("Gather", List.of(t.softmax(), t.integers(2, 0, 1)), Attribute.of("axis", 1))),
                of(
                        "some of the classes",
                        shares,
                        found,
                        t -> t.op("Gather", List.of(t.softmax(), t.integers(0, 1, 1)), Attribute.of("axis", -1))),
                of("mean of two", shares, found, t -> t.op("Mean", List.of(t.softmax(), t.softmax()))),
                of(
                        "half of the sum of two",
                        shares,
                        found,
                        t -> t.of("Div", t.op("Add", List.of(t.softmax(), t.softmax())), 2)),
                of(
                        "weighted sum",
                        shares,
                        found,
                        t -> t.op("Add", List.of(t.of("Mul", t.softmax(), 0.25), t.of("Mul", t.softmax(), 0.75)))),
                of(
                        "mean over a stack",
                        shares,
                        found,
                        t -> t.op(
                                "ReduceMean",
                                t.stacked(t.softmax(), t.softmax()),
                                Attribute.ofList("axes", 0),
                                Attribute.of("keepdims", 0))),
                of("exp through its sum", shares, found, t -> {
                    String e = t.op("Exp", t.logits());
                    return t.op("Div", List.of(e, t.sumOver(1, e)));
                }),
                of("exp times one through its sum", shares, found, t -> {
                    String e = t.op("Exp", t.logits());
                    return t.op("Mul", List.of(e, t.op("Reciprocal", t.sumOver(-1, e))));
                }),
                of("exp of log softmax", shares, found, t -> t.op("Exp", t.op("LogSoftmax", t.logits()))),
                of("exp through the sum of all pictures", logits, assumed, t -> {
                    String e = t.op("Exp", t.logits());
                    return t.op("Div", List.of(e, t.sumOver(0, e)));
                }),
                of(
                        "softmax of the pictures",
                        logits,
                        assumed,
                        t -> t.op("Softmax", t.logits(), Attribute.of("axis", 0))),
                of(
                        "[n, c, 1, 1]",
                        shares,
                        found,
                        t -> t.op(
                                "Softmax",
                                t.op("Reshape", List.of(t.logits(), t.integers(0, CLASSES, 1, 1))),
                                Attribute.of("axis", 1)),
                        CLASSES,
                        1,
                        1),
                of(
                        "[n, 1, 1, c]",
                        shares,
                        found,
                        t -> t.op(
                                "Softmax",
                                t.op("Reshape", List.of(t.logits(), t.integers(0, 1, 1, CLASSES))),
                                Attribute.of("axis", -1)),
                        1,
                        1,
                        CLASSES),
                of(
                        "[n, c, 1, 1] made flat",
                        shares,
                        assumed,
                        t -> t.op(
                                "Flatten",
                                t.op(
                                        "Softmax",
                                        t.op("Reshape", List.of(t.logits(), t.integers(0, CLASSES, 1, 1))),
                                        Attribute.of("axis", 1)))),
                of("sigmoid", each, found, Tail::sigmoid),
                of("hard sigmoid", each, found, t -> t.op("HardSigmoid", t.logits())),
                of("8-bit sigmoid", each, found, t -> t.quantised(t.sigmoid(), 1.0 / 256)),
                of("mean of sigmoids", each, found, t -> t.op("Mean", List.of(t.sigmoid(), t.sigmoid()))),
                of("one minus sigmoid", each, found, t -> t.op("Sub", List.of(t.number(1), t.sigmoid()))),
                of(
                        "sigmoid written out",
                        each,
                        assumed,
                        t -> t.op("Div", List.of(t.number(1), t.of("Add", t.op("Exp", t.op("Neg", t.logits())), 1)))),
                of(
                        "cut off at 0 and 1",
                        each,
                        assumed,
                        t -> t.op("Clip", List.of(t.logits(), t.number(0), t.number(1)))),
                of(
                        "heads side by side",
                        each,
                        found,
                        t -> t.op(
                                "Concat",
                                Stream.generate(() -> t.op("Sigmoid", t.logit()))
                                        .limit(CLASSES)
                                        .toList(),
                                Attribute.of("axis", 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void theGraphTells(
            String name, ScoreKind kind, Certainty certainty, Function<Tail, String> scores, Dimension... shape)
            throws IOException {
        Tail tail = new Tail();
        ModelSpec spec = recognise(tail.end(scores.apply(tail), shape));
        assertThat(spec.provenance().output().source()).startsWith("graph: ");
        assertThat(spec.output()).isEqualTo(kind);
        assertThat(spec.provenance().output().certainty()).isEqualTo(certainty);
        // The runtime takes the graph, and an axis of length 1 more does not disturb the session.
        try (Classifier classifier =
                factory.open(spec.withOutput(ScoreKind.LOGITS, spec.provenance().output()), OpenOptions.cpu(folder))) {
            assertThat(classifier.infer(RandomTensors.of(2, SIDE, SIDE, 1)).classes())
                    .isEqualTo(CLASSES);
        }
    }

    private ModelSpec recognise(GraphBuilder graph, String... labels) throws IOException {
        return recognise(Map.of(), graph, labels);
    }

    private ModelSpec recognise(Map<String, String> options, GraphBuilder graph, String... labels) throws IOException {
        ModelSource nothing = ModelSource.of(Files.write(folder.resolve("model.onnx"), graph.toModel()));
        ModelSource source = new ModelSource(
                nothing.file(),
                nothing.name(),
                nothing.input(),
                labels.length == 0 ? Optional.empty() : Optional.of(Labels.of(List.of(labels))),
                nothing.output(),
                options,
                nothing.defaultLabels(),
                nothing.hashes());
        return factory.recognise(source).orElseThrow();
    }

    private void assertRefused(Function<Tail, String> scores, int classes, String... parts) {
        Tail tail = new Tail();
        GraphBuilder graph = tail.end(scores.apply(tail), BATCH, Dimension.of(classes));
        assertThatThrownBy(() -> recognise(graph))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContainingAll(parts);
    }

    @Test
    void numbersThatAreNoScoresOfClassesAreRefused() {
        assertRefused(t -> t.of("Mul", t.softmax(), 100), CLASSES, "probabilities times 100");
        assertRefused(
                t -> {
                    t.graph.add("TopK", List.of(t.softmax(), t.integers(CLASSES)), List.of("best", "which"));
                    return "best";
                },
                CLASSES,
                "TopK",
                "class of a number");
        assertRefused(t -> t.op("Softmax", t.logit()), 1, "always 1");
    }

    @Test
    void ofSeveralOutputsTheOneIsTakenThatIsDeclared() throws IOException {
        Tail tail = new Tail();
        String logits = tail.logits();
        tail.graph.add("Softmax", List.of(logits), List.of("shares"), Attribute.of("axis", 1));
        tail.graph.output("shares", BATCH, Dimension.of(CLASSES));
        GraphBuilder both = tail.end(logits, BATCH, Dimension.of(CLASSES));
        assertThatThrownBy(() -> recognise(both)).hasMessageContaining("2 outputs");
        assertThatThrownBy(() -> recognise(Map.of(ModelSpec.OUTPUT_NAME, "z"), both))
                .hasMessageContainingAll("no output 'z'", "'shares'");
        ModelSpec one = recognise(Map.of(ModelSpec.OUTPUT_NAME, "y"), both);
        assertThat(one.output()).isEqualTo(ScoreKind.LOGITS);
        ModelSpec other = recognise(Map.of(ModelSpec.OUTPUT_NAME, "shares"), both);
        assertThat(other.output()).isEqualTo(ScoreKind.PROBABILITIES);
        try (Classifier ofLogits = factory.open(one, OpenOptions.cpu(folder));
                Classifier ofShares = factory.open(other, OpenOptions.cpu(folder))) {
            float[] softmax = ofLogits.infer(RandomTensors.of(1, SIDE, SIDE, 4)).probabilities(0);
            float[] found = ofShares.infer(RandomTensors.of(1, SIDE, SIDE, 4)).probabilities(0);
            assertThat(found).containsExactly(softmax, within(1e-6f));
        }
    }

    @Test
    void aGraphOfManyWaysIsWalkedInBoundedTime() throws IOException {
        Tail tail = new Tail();
        String sum = tail.op("Tanh", tail.logits());
        for (int i = 0; i < 1000; i++) {
            // Twice as many ways with each node.
            sum = tail.op("Add", List.of(sum, sum));
        }
        ModelSpec spec = recognise(tail.end(sum, BATCH, Dimension.of(CLASSES)));
        assertThat(spec.provenance().output().isAssumed()).isTrue();
    }

    @Test
    void nodesWithoutInputsAreUnknownAndNothingWorse() throws IOException {
        for (String operator :
                List.of("Softmax", "Div", "Mul", "Sub", "Where", "Gather", "Reciprocal", "Clip", "Mean")) {
            Tail tail = new Tail();
            ModelSpec spec = recognise(tail.end(
                    tail.op("Mul", List.of(tail.softmax(), tail.op(operator, List.of()))),
                    BATCH,
                    Dimension.of(CLASSES)));
            assertThat(spec.provenance().output().isAssumed()).isTrue();
        }
    }

    @Test
    void theMetadataComeBeforeTheGraph() throws IOException {
        Tail tail = new Tail();
        ModelSpec spec = recognise(
                tail.end(tail.logits(), BATCH, Dimension.of(CLASSES)).metadata("pokeai.output", "multilabel_logits"));
        assertThat(spec.output()).isEqualTo(ScoreKind.INDEPENDENT_LOGITS);
        assertThat(spec.provenance().output().certainty()).isEqualTo(Certainty.STATED);
    }

    @Test
    void oneSigmoidIsTwoClasses() throws IOException {
        Tail tail = new Tail();
        GraphBuilder graph = tail.end(tail.op("Sigmoid", tail.logit()), BATCH, Dimension.of(1));
        ModelSpec one = recognise(graph, "yes");
        assertThat(one.labels().asList()).containsExactly("yes", "not yes");
        assertThat(one.output()).isEqualTo(ScoreKind.PROBABILITIES);
        assertThat(one.provenance().labels().isAssumed()).isFalse();
        ModelSpec two = recognise(graph, "cat", "dog");
        assertThat(two.provenance().labels().settledBy()).contains("dog");
        assertThat(two.options()).containsEntry(ModelSpec.POSITIVE, "dog");
        ModelSpec cat = recognise(Map.of(ModelSpec.POSITIVE, "cat"), graph, "cat", "dog");
        assertThat(cat.provenance().labels().isAssumed()).isFalse();
        try (Classifier asDog = factory.open(two, OpenOptions.cpu(folder));
                Classifier asCat = factory.open(cat, OpenOptions.cpu(folder))) {
            float[] dog = asDog.infer(RandomTensors.of(1, SIDE, SIDE, 4)).row(0);
            float[] reversed = asCat.infer(RandomTensors.of(1, SIDE, SIDE, 4)).row(0);
            assertThat(dog[0] + dog[1]).isEqualTo(1);
            assertThat(reversed).containsExactly(dog[1], dog[0]);
        }
        assertThatThrownBy(() -> recognise(graph, "a", "b", "c")).hasMessageContaining("3 class names");
    }

    @Test
    void oneNumberWithoutAnAxisOfItsOwnIsTwoClassesToo() throws IOException {
        Tail tail = new Tail();
        String flat = tail.op("Squeeze", List.of(tail.op("Sigmoid", tail.logit()), tail.integers(1)));
        ModelSpec spec = recognise(tail.end(flat, BATCH), "yes");
        assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            assertThat(classifier.infer(RandomTensors.of(3, SIDE, SIDE, 4)).classes())
                    .isEqualTo(2);
        }
    }

    @Test
    void oneOfTwoSoftmaxOutputsIsTheProbabilityOfTheClass() throws IOException {
        Tail tail = new Tail();
        String both = tail.op("Softmax", tail.layer(tail.means, 2), Attribute.of("axis", 1));
        String second = tail.op("Gather", List.of(both, tail.integers(1)), Attribute.of("axis", 1));
        ModelSpec spec = recognise(tail.end(second, BATCH, Dimension.of(1)), "yes");
        assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
        assertThat(spec.labels().asList()).containsExactly("yes", "not yes");
    }

    @Test
    void oneLayerOutputIsTakenForTheLogitOfTheClass() throws IOException {
        Tail tail = new Tail();
        ModelSpec spec = recognise(tail.end(tail.logit(), BATCH, Dimension.of(1)), "yes");
        assertThat(spec.output()).isEqualTo(ScoreKind.LOGITS);
        assertThat(spec.provenance().labels().isAssumed()).isTrue();
        assertThat(spec.provenance().labels().source()).contains("logit of 'yes'");
    }
}
