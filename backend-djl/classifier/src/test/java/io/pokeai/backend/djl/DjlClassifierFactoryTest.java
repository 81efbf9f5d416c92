package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance.Certainty;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DjlClassifierFactoryTest {
    private static final Labels THREE = Labels.of(List.of("a", "b", "c"));
    private static final int MUTATIONS = 300;

    @TempDir
    Path folder;

    private final DjlClassifierFactory factory = new DjlClassifierFactory();

    @Test
    void answersAsPyTorchDoes() throws Exception {
        ModelSpec spec = spec("tiny.torchscript.pt", THREE);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            ImageTensor picture = ImageTensor.allocate(1, Fixture.SIZE, Fixture.SIZE);
            FloatBuffer values = picture.data();
            for (int i = 0; values.hasRemaining(); i++) {
                values.put((float) i / picture.pictureSize() - 0.5f);
            }
            float[] scores = classifier.infer(picture).row(0);
            // Printed by make_fixtures.py.
            assertThat(scores[0]).isCloseTo(-0.08250606f, within(1e-6f));
            assertThat(scores[1]).isCloseTo(0.09060709f, within(1e-6f));
            assertThat(scores[2]).isCloseTo(0.15637606f, within(1e-6f));
            assertThat(classifier.info().device()).isEqualTo("cpu");
        }
    }

    @Test
    void readsWhatUltralyticsWroteIntoTheArchive() throws Exception {
        Path file = Fixture.copy("ultralytics.torchscript", folder);
        ModelSpec spec = factory.recognise(ModelSource.of(file)).orElseThrow();
        assertThat(spec.name()).isEqualTo("ultralytics");
        assertThat(spec.labels()).isEqualTo(THREE);
        assertThat(spec.input()).isEqualTo(InputSpec.yolo(Fixture.SIZE));
        assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            assertThat(classifier.infer(ImageTensor.allocate(1, Fixture.SIZE, Fixture.SIZE))
                            .row(0)[0])
                    .isBetween(0f, 1f);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tiny.torchscript.pt, LOGITS, program: linear",
        "sigmoid.torchscript.pt, INDEPENDENT_PROBABILITIES, program: sigmoid",
        "mean_of_softmax.torchscript.pt, LOGITS, the program does not show what it ends in",
    })
    void theProgramShowsWhatItEndsIn(String name, ScoreKind kind, String source) throws Exception {
        ModelSpec spec = spec(name, THREE);
        assertThat(spec.output()).isEqualTo(kind);
        assertThat(spec.provenance().output().source()).isEqualTo(source);
    }

    @Test
    void aDeclarationComesBeforeTheProgram() throws Exception {
        Path file = Fixture.copy("sigmoid.torchscript.pt", folder);
        ModelSpec spec = factory.recognise(Fixture.declared(
                        file, THREE, InputSpec.yolo(Fixture.SIZE), Optional.of(ScoreKind.LOGITS), Map.of()))
                .orElseThrow();
        assertThat(spec.output()).isEqualTo(ScoreKind.LOGITS);
        assertThat(spec.provenance().output().certainty()).isEqualTo(Certainty.STATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary.torchscript.pt", "binary_flat.torchscript.pt"})
    void oneOutputIsAnsweredAsTwoClasses(String name) throws Exception {
        // Printed by make_fixtures.py.
        float p = 0.41823474f;
        assertThat(ofTheRamp(spec(name, Labels.of(List.of("yes"))))).satisfies(isClose(p, 1 - p));
        ModelSpec two = spec(name, Labels.of(List.of("cat", "dog")));
        assertThat(ofTheRamp(BinaryHead.found(two))).satisfies(isClose(1 - p, p));
        try (Classifier classifier = factory.open(two, OpenOptions.cpu(folder))) {
            ModelSpec opened = classifier.info().spec();
            assertThat(opened.options()).containsEntry(ModelSpec.POSITIVE, "dog");
            assertThat(opened.provenance().labels().isAssumed()).isTrue();
        }
    }

    private static Consumer<float[]> isClose(float first, float second) {
        return found -> {
            assertThat(found[0]).isCloseTo(first, within(1e-6f));
            assertThat(found[1]).isCloseTo(second, within(1e-6f));
        };
    }

    private float[] ofTheRamp(ModelSpec spec) {
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            ImageTensor picture = ImageTensor.allocate(1, Fixture.SIZE, Fixture.SIZE);
            FloatBuffer values = picture.data();
            for (int i = 0; values.hasRemaining(); i++) {
                values.put((float) i / picture.pictureSize() - 0.5f);
            }
            assertThat(spec.output()).isEqualTo(ScoreKind.PROBABILITIES);
            return classifier.infer(picture).row(0);
        }
    }

    @Test
    void leavesOtherFilesAlone() throws Exception {
        assertThat(factory.recognise(ModelSource.of(Files.writeString(folder.resolve("a.pt"), "hello"))))
                .isEmpty();
        byte[] cut = Arrays.copyOf(Files.readAllBytes(Fixture.copy("tiny.torchscript.pt", folder)), 1000);
        assertThat(factory.recognise(ModelSource.of(Files.write(folder.resolve("cut.pt"), cut))))
                .isEmpty();
    }

    @Test
    void refusesAProgramThatReachesForFiles() throws Exception {
        Path file = Fixture.copy("saves.torchscript.pt", folder);
        assertFails(() -> factory.recognise(ModelSource.of(file)), ErrorCode.MODEL_REFUSED, "'torch.save'");
    }

    @Test
    void aClassThatIsCalledLikeAnOperatorIsNotRefused() throws Exception {
        ModelSpec spec = spec("in_ops.torchscript.pt", THREE);
        assertThat(spec.provenance().output().source()).isEqualTo("program: linear");
        try (Classifier inOps = factory.open(spec, OpenOptions.cpu(folder));
                Classifier tiny = factory.open(spec("tiny.torchscript.pt", THREE), OpenOptions.cpu(folder))) {
            ImageTensor picture = ImageTensor.allocate(1, Fixture.SIZE, Fixture.SIZE);
            for (int i = 0; i < picture.pictureSize(); i++) {
                picture.data().put(i, (float) i / picture.pictureSize() - 0.5f);
            }
            assertThat(inOps.infer(picture).row(0))
                    .as("the same weights")
                    .containsExactly(tiny.infer(picture).row(0));
        }
    }

    @Test
    void followsMethodsOfTheProgramsOwn() throws Exception {
        ModelSpec spec = spec("by_methods.torchscript.pt", THREE);
        assertThat(spec.output()).isEqualTo(ScoreKind.INDEPENDENT_PROBABILITIES);
        assertThat(spec.provenance().output().source()).isEqualTo("program: sigmoid");
    }

    @Test
    void aProgramThatReturnsANamedTupleIsRefused() {
        assertFails(
                () -> spec("named.torchscript.pt", THREE),
                ErrorCode.MODEL_INVALID,
                "returns Outputs, which is several");
    }

    @Test
    void saysWhatDoesNotFit() throws Exception {
        Path tiny = Fixture.copy("tiny.torchscript.pt", folder);
        assertFails(() -> factory.recognise(ModelSource.of(tiny)), ErrorCode.LABELS_MISMATCH, "classes are called");
        assertFails(
                () -> open("tiny.torchscript.pt", Labels.of(List.of("a", "b"))), ErrorCode.LABELS_MISMATCH, "3 scores");
        assertFails(() -> open("pair.torchscript.pt", THREE), ErrorCode.MODEL_INVALID, "2 tensors");
        assertFails(() -> open("infinite.torchscript.pt", THREE), ErrorCode.MODEL_INVALID, "no finite numbers");
        Path logits = Fixture.copy("tiny.torchscript.pt", folder);
        ModelSpec probabilities = factory.recognise(Fixture.declared(
                        logits, THREE, InputSpec.yolo(Fixture.SIZE), Optional.of(ScoreKind.PROBABILITIES), Map.of()))
                .orElseThrow();
        assertFails(
                () -> factory.open(probabilities, OpenOptions.cpu(folder)).close(),
                ErrorCode.MODEL_INVALID,
                "said to give probabilities");
        ModelSpec spec = spec("tiny.torchscript.pt", THREE);
        assertFails(
                () -> factory.open(spec, new OpenOptions(1, List.of("cuda", "tpu"), folder)),
                ErrorCode.UNAVAILABLE,
                "for the CPU only");
    }

    @Test
    void damagedArchivesAreErrorsAndNothingWorse() throws Exception {
        byte[] whole = Files.readAllBytes(Fixture.copy("tiny.torchscript.pt", folder));
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("damaged.torchscript.pt"), damaged);
            try {
                factory.recognise(declared(file, THREE));
            } catch (EngineException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThanOrEqualTo(MUTATIONS);
    }

    private void open(String name, Labels labels) throws IOException {
        factory.open(spec(name, labels), OpenOptions.cpu(folder)).close();
    }

    private ModelSpec spec(String name, Labels labels) throws IOException {
        return factory.recognise(declared(Fixture.copy(name, folder), labels)).orElseThrow();
    }

    private static ModelSource declared(Path file, Labels labels) {
        return Fixture.declared(file, labels, InputSpec.yolo(Fixture.SIZE), Optional.empty(), Map.of());
    }

    private static void assertFails(ThrowingCallable call, ErrorCode code, String saying) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(saying);
    }
}
