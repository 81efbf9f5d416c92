package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.Companion;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is declared, what the file says, and what is assumed without either. */
class RecognitionTest {
    private static final String NAMES = "{0: 'a', 1: 'b', 2: 'c'}";

    @TempDir
    Path folder;

    private final OnnxClassifierFactory factory = new OnnxClassifierFactory();

    /** Means of the channels, then the given operators. */
    private static GraphBuilder graph(Dimension size, String... operators) {
        GraphBuilder graph = new GraphBuilder("g");
        graph.input("x", Dimension.symbol("n"), Dimension.of(3), size, size);
        String tensor = graph.add("GlobalAveragePool", List.of("x"));
        tensor = graph.add("Flatten", List.of(tensor));
        for (String operator : operators) {
            Attribute[] axis =
                    operator.endsWith("Softmax") ? new Attribute[] {Attribute.of("axis", -1)} : new Attribute[0];
            tensor = graph.add(operator, List.of(tensor), axis);
        }
        graph.add("Identity", List.of(tensor), List.of("y"));
        return graph.output("y", Dimension.symbol("n"), Dimension.of(3));
    }

    private ModelSource source(String name, GraphBuilder graph) {
        try {
            return ModelSource.of(Files.write(folder.resolve(name), graph.toModel()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ModelSource declared(
            ModelSource source,
            String name,
            InputSpec input,
            Labels labels,
            ScoreKind output,
            Map<String, String> options) {
        return new ModelSource(
                source.file(),
                Optional.of(name),
                Optional.of(input),
                Optional.of(labels),
                Optional.of(output),
                options,
                source.defaultLabels(),
                source.hashes());
    }

    private ModelSpec recognise(GraphBuilder graph) {
        return factory.recognise(source("model.onnx", graph)).orElseThrow();
    }

    private static void assertFails(ErrorCode code, Runnable call, String... parts) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @CsvSource({"224, tv255_224", "64, tv73_64", "96, tv109_96", "4096, tv4096_4096"})
    void withoutAnyHintPicturesArePreparedAsPokeAiDoes(int size, String id) {
        ModelSpec spec = recognise(graph(Dimension.of(size)));
        assertThat(spec.input().id()).isEqualTo(id);
        assertThat(spec.labels()).isEqualTo(Labels.numbered(3));
        assertThat(spec.output()).isEqualTo(ScoreKind.LOGITS);
        assertThat(spec.name()).isEqualTo("model");
        assertThat(spec.provenance().input().isAssumed()).isTrue();
        assertThat(spec.provenance().input().settledBy()).isEqualTo("\"input\": \"" + id + "\" in model.model.json");
        assertThat(spec.provenance().labels().isAssumed()).isTrue();
    }

    @Test
    void aFoldAsPokeAiNamesItIsNoAssumption() {
        ModelSpec spec = factory.recognise(source("resnet18_fold2.onnx", graph(Dimension.of(224))))
                .orElseThrow();
        assertThat(spec.input().id()).isEqualTo("tv255_224");
        assertThat(spec.provenance().input().certainty()).isEqualTo(Provenance.Certainty.FOUND);
    }

    @Test
    void picturesNeedNotBeSquare() {
        GraphBuilder graph = new GraphBuilder("g");
        graph.input("x", Dimension.symbol("n"), Dimension.of(3), Dimension.of(48), Dimension.of(80));
        String means = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of("x"))));
        graph.add("Identity", List.of(means), List.of("y"));
        graph.output("y", Dimension.symbol("n"), Dimension.of(3));
        ModelSpec spec = factory.recognise(source("wide.onnx", graph)).orElseThrow();
        assertThat(spec.input().height()).isEqualTo(48);
        assertThat(spec.input().width()).isEqualTo(80);
        assertThat(spec.provenance().input().isAssumed()).isTrue();
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder.resolve("cache")))) {
            ImageTensor tensor = ImageTensor.allocate(1, spec.input());
            tensor.picture(0).put(0, 48 * 80f);
            assertThat(classifier.infer(tensor).row(0)[0]).isCloseTo(1f, offset(1e-5f));
        }
    }

    @Test
    void whatLiesBesideAFileComesBeforeWhatIsUsual() {
        ModelSource plain = source("model.onnx", graph(Dimension.of(64)));
        ModelSpec spec = factory.recognise(plain.withCompanion(new Beside(InputSpec.torchvision(64, 64), false)))
                .orElseThrow();
        assertThat(spec.input()).isEqualTo(InputSpec.torchvision(64, 64));
        assertThat(spec.provenance().input().source()).isEqualTo("beside");
        assertThat(spec.labels().asList()).containsExactly("u", "v", "w");
    }

    @Test
    void whatLiesBesideAFileAndDoesNotFitIsAnErrorUnlessItMayBeAboutAnother() {
        ModelSource plain = source("model.onnx", graph(Dimension.of(64)));
        ModelSource stated = plain.withCompanion(new Beside(InputSpec.torchvision(256, 224), false));
        assertFails(ErrorCode.MODEL_INVALID, () -> factory.recognise(stated), "tv256_224", "beside", "64 × 64");
        ModelSource shared = plain.withCompanion(new Beside(InputSpec.torchvision(256, 224), true));
        assertThat(factory.recognise(shared).orElseThrow().input().id()).isEqualTo("tv73_64");
    }

    private record Beside(InputSpec spec, boolean shared) implements Companion {
        @Override
        public Optional<Sourced<InputSpec>> input(Predicate<InputSpec> fits) {
            return Optional.of(shared ? Sourced.assumed(spec, "beside", "a line") : Sourced.stated(spec, "beside"));
        }

        @Override
        public Optional<Sourced<Labels>> labels() {
            return Optional.of(Sourced.stated(Labels.of(List.of("u", "v", "w")), "beside"));
        }
    }

    @Test
    void ultralyticsMetadataCount() {
        GraphBuilder graph = graph(Dimension.of(64), "Softmax")
                .metadata("task", "classify")
                .metadata("imgsz", "[64, 64]")
                .metadata("names", NAMES);
        ModelSpec spec = recognise(graph);
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(64));
        assertThat(spec.labels().asList()).containsExactly("a", "b", "c");
        assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
    }

    @Test
    void ultralyticsMetadataGiveTheSizeOfAnOpenInput() {
        GraphBuilder graph =
                graph(Dimension.symbol("h")).metadata("task", "classify").metadata("imgsz", "224");
        assertThat(recognise(graph).input()).isEqualTo(InputSpec.yolo(224));
    }

    @Test
    void ourOwnMetadataComeBeforeUltralytics() {
        GraphBuilder graph = graph(Dimension.of(64), "Softmax")
                .metadata("task", "classify")
                .metadata("names", NAMES)
                .metadata("pokeai.input", "tv70_64")
                .metadata("pokeai.labels", "[\"x\", \"y \\u00e9\", \"z\"]")
                .metadata("pokeai.output", "logits");
        ModelSpec spec = recognise(graph);
        assertThat(spec.input()).isEqualTo(InputSpec.torchvision(70, 64));
        assertThat(spec.labels().asList()).containsExactly("x", "y é", "z");
        assertThat(spec.output()).isEqualTo(ScoreKind.LOGITS);
    }

    @Test
    void labelsMayBeLines() {
        assertThat(recognise(graph(Dimension.of(64)).metadata("pokeai.labels", "x\ny\nz\n"))
                        .labels()
                        .asList())
                .containsExactly("x", "y", "z");
    }

    @Test
    void whatIsDeclaredComesBeforeTheFile() {
        ModelSource plain =
                source("a model.onnx", graph(Dimension.of(64), "Softmax").metadata("names", "nonsense"));
        ModelSpec spec = factory.recognise(declared(
                                plain,
                                "other",
                                InputSpec.yolo(64),
                                Labels.of(List.of("p", "q", "r")),
                                ScoreKind.LOGITS,
                                Map.of("option", "value"))
                        .withDefaultLabels(Labels.numbered(99)))
                .orElseThrow();
        assertThat(spec.name()).isEqualTo("other");
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(64));
        assertThat(spec.labels().get(2)).isEqualTo("r");
        assertThat(spec.output()).isEqualTo(ScoreKind.LOGITS);
        assertThat(spec.options()).containsEntry("option", "value");
    }

    @Test
    void theFoldersLabelsAreForFilesWithoutAnyOfTheirOwn() {
        Labels classes = Labels.of(List.of("k", "l", "m"));
        ModelSource without = source("a.onnx", graph(Dimension.of(64))).withDefaultLabels(classes);
        ModelSource with = source("b.onnx", graph(Dimension.of(64)).metadata("names", NAMES))
                .withDefaultLabels(classes);
        assertThat(factory.recognise(without).orElseThrow().labels()).isEqualTo(classes);
        assertThat(factory.recognise(with).orElseThrow().labels().get(0)).isEqualTo("a");
        ModelSource wrong = without.withDefaultLabels(Labels.numbered(4));
        assertFails(ErrorCode.LABELS_MISMATCH, () -> factory.recognise(wrong), "a.onnx", "3", "4");
    }

    @ParameterizedTest
    @CsvSource({"Softmax, PROBABILITIES", "LogSoftmax, LOGITS", "Relu, LOGITS"})
    void theLastOperatorTellsWhatScoresAre(String operator, ScoreKind expected) {
        assertThat(recognise(graph(Dimension.of(64), operator)).output()).isEqualTo(expected);
        assertThat(recognise(graph(Dimension.of(64), operator, "Flatten")).output())
                .isEqualTo(expected);
    }

    @Test
    void aSoftmaxOverTheBatchGivesNoProbabilities() {
        GraphBuilder graph = new GraphBuilder("g");
        graph.input("x", Dimension.of(2), Dimension.of(3), Dimension.of(8), Dimension.of(8));
        String flat = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of("x"))));
        graph.add("Softmax", List.of(flat), List.of("y"), Attribute.of("axis", 0));
        graph.output("y", Dimension.of(2), Dimension.of(3));
        assertThat(recognise(graph).output()).isEqualTo(ScoreKind.LOGITS);
    }

    @Test
    void anotherNameIsNoObstacle() {
        ModelSpec spec = factory.recognise(source("weights of 1. try.bin", graph(Dimension.of(64))))
                .orElseThrow();
        assertThat(spec.name()).isEqualTo("weights_of_1._try");
    }

    @Test
    void theSpecHasToFitTheGraph() {
        ModelSource plain = source("m.onnx", graph(Dimension.of(64)));
        ModelSource wrong =
                declared(plain, "m", InputSpec.torchvision(255, 224), Labels.numbered(3), ScoreKind.LOGITS, Map.of());
        assertFails(ErrorCode.MODEL_INVALID, () -> factory.recognise(wrong), "m.onnx", "tv255_224", "64 × 64");
        assertFails(
                ErrorCode.MODEL_INVALID,
                () -> recognise(graph(Dimension.of(64)).metadata("pokeai.input", "tv")),
                "pokeai.input",
                "'tv'");
        assertFails(
                ErrorCode.MODEL_INVALID,
                () -> recognise(graph(Dimension.of(64)).metadata("pokeai.output", "x".repeat(10_000))),
                "pokeai.output");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[\"a\"", "[\"a\",]", "[1]", "[\"a\"] x", "[\"\\q\"]", "[\"a\" \"b\"]", "[]", "[\"\\u12\"]"})
    void labelsThatCannotBeReadAreNoLabels(String text) {
        GraphBuilder graph = graph(Dimension.of(64)).metadata("pokeai.labels", text);
        assertFails(ErrorCode.LABELS_MISMATCH, () -> recognise(graph), "model.onnx");
    }

    @Test
    void weightsBesideTheModelAreReadAndCountForItsVersion() throws IOException {
        ModelSpec before = recogniseExternal(1f);
        ModelSpec after = recogniseExternal(2f);
        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(recogniseExternal(1f).version()).isEqualTo(before.version());
    }

    private ModelSpec recogniseExternal(float weight) throws IOException {
        Files.write(folder.resolve("weights.bin"), new byte[] {0, 0, 0, (byte) weight});
        Path file = Files.write(folder.resolve("external.onnx"), ExternalModels.meanTimesWeight("weights.bin"));
        return factory.recognise(ModelSource.of(file)).orElseThrow();
    }

    @Test
    void aLinkOutOfTheFolderIsRefused() throws IOException {
        Path models = Files.createDirectory(folder.resolve("models"));
        Path outside = Files.write(folder.resolve("outside.bin"), new byte[4]);
        Files.createSymbolicLink(models.resolve("weights.bin"), outside);
        Path file = Files.write(models.resolve("external.onnx"), ExternalModels.meanTimesWeight("weights.bin"));
        assertFails(
                ErrorCode.MODEL_REFUSED, () -> factory.recognise(ModelSource.of(file)), "external.onnx", "weights.bin");
    }
}
