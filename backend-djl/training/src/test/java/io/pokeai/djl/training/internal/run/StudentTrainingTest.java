package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.djl.training.internal.learn.Distillation;
import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.djl.training.internal.teacher.Targets;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.network.testkit.FormulaTensor;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A narrowed ResNet learns from two folds of itself, served by a real engine. */
class StudentTrainingTest {
    private static final Imaging IMAGING =
            ServiceLoader.load(Imaging.class).findFirst().orElseThrow();

    private static final List<String> CLASSES = List.of("a", "b", "c", "d", "e");
    private static final int PICTURES = 20;

    @TempDir
    Path folder;

    private String architecture = "";

    /** Four pictures of each class: two train, one validates, and one is of the test split, which does not exist as a file. */
    @BeforeEach
    void makeADataSet() throws Exception {
        StringBuilder[] parts = {table(), table(), table()};
        for (int i = 0; i < PICTURES; i++) {
            String label = CLASSES.get(i % CLASSES.size());
            String path = label + "/" + i + ".png";
            boolean isTest = i >= PICTURES - CLASSES.size();
            boolean isOfSecond = i / CLASSES.size() == 1;
            parts[isTest ? 2 : isOfSecond ? 1 : 0].append(path + "," + label + "," + i + "\n");
            if (!isTest) {
                write(folder.resolve("data").resolve(path), i);
            }
        }
        for (int fold = 1; fold <= 2; fold++) {
            put("folds/fold_" + fold + "/train.csv", parts[fold - 1].toString());
            put("folds/fold_" + fold + "/val.csv", parts[2 - fold].toString());
        }
        put("test_split.csv", parts[2].toString());
        put("classes.txt", String.join("\n", CLASSES));
        put("teach.model.json", "{\"input\": \"tv36_32\"}");
        KnownNetwork network = KnownNetwork.read("resnet_basic");
        architecture = FirstWeights.known(network.write(folder.resolve("best_teach_fold1.pth")))
                .architecture();
        Map<String, Tensor> other = new LinkedHashMap<>(network.tensors());
        other.computeIfPresent("fc.weight", (name, tensor) -> new FormulaTensor("other", tensor.shape()));
        CheckpointWriter.write(folder.resolve("best_teach_fold2.pth"), new StateDict(other));
    }

    private static StringBuilder table() {
        return new StringBuilder("path,label,hash\n");
    }

    private void put(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }

    private static void write(Path file, int number) throws Exception {
        byte[] pixels = new byte[40 * 36 * Image.CHANNELS];
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (byte) (50 * (number % CLASSES.size()) + (p * 7 + number * 13) % 50);
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, IMAGING.toPng(new Image(40, 36, pixels)));
    }

    private StudentTraining training(Engine engine, String name, StudentTraining.Lesson lesson, int workers) {
        LearnerSettings learner = new LearnerSettings(LearnerSettings.Kind.ADAMW, 1e-4, true, 0.9, 0.05, 0, 0, 1, 42);
        Recipe recipe = new Recipe(
                2,
                4,
                1e-3,
                5,
                0,
                32,
                Optional.of(TrainAugmentation.POKEAI),
                Optional.empty(),
                Optional.empty(),
                learner);
        return new StudentTraining(
                folder,
                Optional.of(folder.resolve("data")),
                name,
                1,
                architecture,
                Optional.of(folder.resolve("best_teach_fold1.pth")),
                recipe,
                lesson,
                workers,
                engine);
    }

    private static StudentTraining.Lesson lesson(Targets targets, boolean sharesView) {
        return new StudentTraining.Lesson("teach", targets, sharesView, new Distillation(4, 0.9));
    }

    private Engine engine() {
        return PokeAi.open(EngineSettings.of(folder).withThreads(2));
    }

    @ParameterizedTest
    @CsvSource({"ENSEMBLE,true", "OUT_OF_FOLD,false"})
    void aDistillationThatIsStoppedGoesOnWithTheSameBitsAndIsServed(Targets targets, boolean sharesView)
            throws Exception {
        try (Engine engine = engine()) {
            Epoch best = training(engine, "whole", lesson(targets, sharesView), 2)
                    .run(false, new Quiet(Integer.MAX_VALUE))
                    .orElseThrow();
            assertThat(best.valAccuracy()).isBetween(0.0, 1.0);
            // Three batches of 4, 4 and 2 pictures an epoch.
            assertThatThrownBy(() -> training(engine, "parts", lesson(targets, sharesView), 1)
                            .run(false, new Quiet(4)))
                    .isInstanceOf(EngineException.class)
                    .extracting(e -> ((EngineException) e).code())
                    .isEqualTo(ErrorCode.CANCELLED);
            assertThat(folder.resolve("best_parts_fold1.pth")).doesNotExist();
            Quiet second = new Quiet(Integer.MAX_VALUE);
            training(engine, "parts", lesson(targets, sharesView), 3).run(false, second);
            assertThat(second.lines).contains("resumed 1");
            assertThat(folder.resolve("best_parts_fold1.pth"))
                    .hasSameBinaryContentAs(folder.resolve("best_whole_fold1.pth"));
            assertThat(folder.resolve("training/whole_fold1.answers.pth")).doesNotExist();

            Quiet third = new Quiet(Integer.MAX_VALUE);
            assertThat(training(engine, "parts", lesson(targets, sharesView), 1).run(false, third))
                    .isEmpty();
            assertThat(third.lines).containsExactly("skipped 1");

            engine.models().rescan();
            try (ModelLease lease = engine.models().lease("whole")) {
                assertThat(lease.spec().files()).hasSize(1);
                assertThat(lease.spec().input().id()).isEqualTo("tv36_32");
            }
            Prediction answer = engine.classify("whole", folder.resolve("data/a/0.png"));
            assertThat(CLASSES).contains(answer.best().label());
        }
        assertThat(Files.readString(folder.resolve("training_record.json")))
                .contains("\"trained_by\" : \"pokeai distill\"", "\"temperature\" : \"4.0\"", "best_teach_fold2.pth");
    }

    @Test
    void theTeachersChoiceAndViewMatter() {
        try (Engine engine = engine()) {
            training(engine, "one", lesson(Targets.ENSEMBLE, false), 1).run(false, new Quiet(Integer.MAX_VALUE));
            training(engine, "two", lesson(Targets.OUT_OF_FOLD, false), 1).run(false, new Quiet(Integer.MAX_VALUE));
            training(engine, "three", lesson(Targets.ENSEMBLE, true), 1).run(false, new Quiet(Integer.MAX_VALUE));
            assertThat(bytes("one")).isNotEqualTo(bytes("two")).isNotEqualTo(bytes("three"));
        }
    }

    private byte[] bytes(String model) {
        return EngineException.required(read(folder.resolve("best_" + model + "_fold1.pth")), model);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatIsWrongIsNamedBeforeAnythingIsWritten() throws Exception {
        StudentTraining.Lesson plain = lesson(Targets.ENSEMBLE, false);
        Files.copy(folder.resolve("best_teach_fold1.pth"), folder.resolve("lone.pth"));
        Files.copy(folder.resolve("best_teach_fold1.pth"), folder.resolve("best_python_fold1.pth"));
        Files.copy(folder.resolve("teach.model.json"), folder.resolve("lone.model.json"));
        try (Engine engine = engine()) {
            refused(training(engine, "teach", plain, 1), "'teach' is the teacher");
            refused(training(engine, "a b", plain, 1), "'a b' cannot be the name");
            refused(training(engine, "x_fold1", plain, 1), "'x_fold1' cannot be the name");
            refused(training(engine, "lone", plain, 1), "There is a model 'lone' of other files");
            refused(training(engine, "python", plain, 1), "was not made by 'pokeai distill'");
            refused(
                    training(
                            engine,
                            "small",
                            new StudentTraining.Lesson("lone", Targets.OUT_OF_FOLD, false, new Distillation(4, 1)),
                            1),
                    "The teacher 'lone' has no folds");
            refused(
                    training(
                            engine,
                            "small",
                            new StudentTraining.Lesson("nobody", Targets.ENSEMBLE, false, new Distillation(4, 1)),
                            1),
                    "nobody");
            String train = Files.readString(folder.resolve("folds/fold_1/train.csv"));
            put("folds/fold_1/train.csv", train + "a/15.png,a,15\n");
            refused(training(engine, "small", plain, 1), "a/15.png, which is a picture of the test split");
            put("folds/fold_1/train.csv", train + "a/copy.png,a,15\n");
            refused(training(engine, "small", plain, 1), "a/copy.png, which is a picture of the test split");
            put("folds/fold_1/train.csv", train);
            put("classes.txt", "a\nb\nc\ne\nd");
            put("teach.classes.txt", String.join("\n", CLASSES));
            engine.models().rescan();
            refused(training(engine, "small", plain, 1), "The teacher 'teach' has the classes");
        }
        assertThat(folder.resolve("training")).doesNotExist();
        assertThat(folder.resolve("small.model.json")).doesNotExist();
    }

    @Test
    void anotherLessonIsNotMixedIn() {
        try (Engine engine = engine()) {
            assertThatThrownBy(() -> training(engine, "small", lesson(Targets.ENSEMBLE, false), 1)
                            .run(false, new Quiet(4)))
                    .hasMessageContaining("was stopped in epoch 2");
            refused(
                    training(engine, "small", lesson(Targets.OUT_OF_FOLD, false), 1),
                    "targets was ensemble and is out-of-fold");
            training(engine, "small", lesson(Targets.OUT_OF_FOLD, false), 1).run(true, new Quiet(Integer.MAX_VALUE));
            assertThat(folder.resolve("best_small_fold1.pth")).exists();
        }
    }

    private static void refused(StudentTraining training, String words) {
        assertThatThrownBy(() -> training.run(false, new Quiet(0)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(words);
    }
}
