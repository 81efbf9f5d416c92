package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code pokeai train}, from the command line to its files. All but the hint needs an assembly that was built with -Pdjl. */
class TrainIT {
    private static final String STATE = "training/mobilenet_v2_fold1.state.pth";
    private static final String WEIGHTS = "best_mobilenet_v2_fold1.pth";

    /** The state of a MobileNetV2 takes 36 MB: one fits, two do not. */
    private static final int FOR_ONE_STATE = 50;

    private static final int FOR_ALL = 200;

    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        user = Installation.used("train");
        TwoColours.write(user.artifacts(), user.work().resolve("data"));
    }

    @AfterEach
    void remove() {
        user.delete();
    }

    private static void needsDjl() {
        assumeTrue(Assembly.find().backend("djl").isPresent(), "needs an assembly that was built with -Pdjl");
    }

    private Installation.Command train(String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--model", "mobilenet_v2", "--data", "data"));
        arguments.addAll(List.of("--size", "32", "--fold", "1", "--batch", "4", "--threads", "1", "--workers", "1"));
        arguments.addAll(List.of(more));
        return user.pokeai(arguments.toArray(String[]::new));
    }

    @Test
    void withoutDjlTheCommandSaysWhereItIs() throws Exception {
        assumeTrue(Assembly.find().backend("djl").isEmpty(), "this assembly has DJL");
        Outcome outcome = user.pokeai("train", "--model", "mobilenet_v2").run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("The command 'train' is not installed.")
                .contains("mvn package -Pdjl");
    }

    @Test
    void aTrainingThatWasKilledEndsWithTheSameBitsAndTheModelAnswers() throws Exception {
        needsDjl();
        Outcome whole = train("--epochs", "3").run();
        assertThat(whole.status()).as(whole.toString()).isZero();
        assertThat(whole.out()).matches("best_mobilenet_v2_fold1\\.pth: epoch \\d, validation loss .*, accuracy .*\n");
        assertThat(whole.err().lines()).hasSize(4).first().isEqualTo("fold 1: 9 pictures to train, 5 to validate");
        assertThat(Scratch.files(user.artifacts()))
                .contains(
                        WEIGHTS,
                        "fold_summaries/mobilenet_v2.csv",
                        "mobilenet_v2.model.json",
                        "training/mobilenet_v2_fold1.csv",
                        "training/mobilenet_v2_fold1.png",
                        "training_record.json")
                .doesNotContain(STATE);
        assertThat(Files.readAllBytes(user.artifacts().resolve("training/mobilenet_v2_fold1.png")))
                .startsWith(0x89, 'P', 'N', 'G');
        Outcome answered = user.pokeai("classify", "data/red/14.png", "--model", "mobilenet_v2", "--format", "json")
                .set("N_FOLDS", "1")
                .run();
        assertThat(answered.status()).as(answered.toString()).isZero();

        Path killed = user.work().resolve("killed");
        TwoColours.write(killed, user.work().resolve("data"));
        Running first = train("--epochs", "3")
                .set("POKEAI_ARTIFACTS", killed.toString())
                .start();
        assertThat(first.await(() -> Files.exists(killed.resolve(STATE))))
                .as(first.err())
                .isTrue();
        first.process().destroyForcibly();
        assertThat(first.outcome().status()).isEqualTo(137);
        assertThat(killed.resolve(WEIGHTS)).doesNotExist();
        Outcome second = train("--epochs", "3")
                .set("POKEAI_ARTIFACTS", killed.toString())
                .run();
        assertThat(second.status()).as(second.toString()).isZero();
        assertThat(second.err()).contains("fold 1: goes on after epoch ");
        for (String file : List.of(WEIGHTS, "fold_summaries/mobilenet_v2.csv")) {
            assertThat(killed.resolve(file))
                    .hasSameBinaryContentAs(user.artifacts().resolve(file));
        }
        Outcome third = train("--epochs", "3")
                .set("POKEAI_ARTIFACTS", killed.toString())
                .run();
        assertThat(third.status()).isZero();
        assertThat(third.err()).contains("best_mobilenet_v2_fold1.pth is finished; '--restart' trains it anew");
        assertThat(user.traces()).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
    }

    @Test
    void anInterruptEndsItInOrder() throws Exception {
        needsDjl();
        Running running = train("--epochs", "9999", "--patience", "9999")
                .by("env", "--default-signal=INT")
                .start();
        assertThat(running.await(() -> running.err().contains("epoch  1")))
                .as(running.err())
                .isTrue();
        running.signal("INT");
        Outcome outcome = running.outcome();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(130);
        assertThat(outcome.err()).doesNotContain("\tat ", "SIGSEGV");
        assertThat(user.artifacts().resolve(STATE)).exists();
        assertThat(user.artifacts().resolve(WEIGHTS)).doesNotExist();
        assertThat(user.traces()).isEmpty();
        assertThat(user.temporaryFiles()).isEmpty();
    }

    @Test
    void aFullDiskIsSaidAndTheSameCallGoesOnWhenThereIsRoom() throws Exception {
        needsDjl();
        try (SmallDisk disk = SmallDisk.of(user.root().resolve("disk"), FOR_ONE_STATE)) {
            Path artifacts = disk.folder().resolve("artifacts");
            TwoColours.write(artifacts, user.work().resolve("data"));
            Outcome full = train("--epochs", "2")
                    .set("POKEAI_ARTIFACTS", artifacts.toString())
                    .run();
            assertThat(full.status()).as(full.toString()).isEqualTo(2);
            assertThat(full.err()).contains("cannot be written: No space left on device");
            assertThat(artifacts.resolve(STATE)).exists();
            assertThat(artifacts.resolve(WEIGHTS)).doesNotExist();
            disk.grow(FOR_ALL);
            Outcome outcome = train("--epochs", "2")
                    .set("POKEAI_ARTIFACTS", artifacts.toString())
                    .run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.err()).contains("fold 1: goes on after epoch 1");
            assertThat(Scratch.files(artifacts)).contains(WEIGHTS).noneMatch(file -> file.contains(".part"));
        }
    }

    @Test
    void whatIsWrongIsNamedAndNothingIsWritten() throws Exception {
        needsDjl();
        refused("DJL's pytorch-native-cu128, libtorch for CUDA 12.8, is missing", "--device", "cuda");
        refused("Mixed precision is not there", "--mixed-precision");
        refused("There is no augmentation 'mist'.", "--corrupt", "mist");
        Path picture = user.work().resolve("data/red/2.png");
        byte[] kept = Files.readAllBytes(picture);
        Files.delete(picture);
        refused("red/2.png, which is not there");
        Files.write(picture, kept);
        Files.writeString(user.artifacts().resolve("classes.txt"), "green\nred");
        refused("has the label 'blue', which classes.txt does not have");
        assertThat(Scratch.files(user.artifacts())).noneMatch(file -> file.matches("training.*|best.*|.*\\.json"));
    }

    private void refused(String why, String... more) throws IOException, InterruptedException {
        Outcome outcome = train(more).run();
        // 1 for a picture, 2 for a call, 3 for a model that does not fit.
        assertThat(outcome.status()).as(outcome.toString()).isBetween(1, 3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(why).doesNotContain("\tat ");
    }

    @Test
    void aRobustnessRunMarksWhatTheModelWasTrainedWith() throws Exception {
        needsDjl();
        Outcome trained =
                train("--epochs", "1", "--corrupt", "fog:2", "--no-augment").run();
        assertThat(trained.status()).as(trained.toString()).isZero();
        Outcome run = user.pokeai(
                        "robustness",
                        "--model",
                        "mobilenet_v2",
                        "--data",
                        "data",
                        "--with",
                        "fog,contrast",
                        "--severities",
                        "1",
                        "--no-report")
                .set("N_FOLDS", "1")
                .run();
        assertThat(run.status()).as(run.toString()).isZero();
        Map<?, ?> json = (Map<?, ?>)
                Json.parse(Files.readString(user.artifacts().resolve("reports/robustness/robustness.json")));
        Map<?, ?> training = (Map<?, ?>) ((List<?>) json.get("training")).get(0);
        assertThat(training.toString()).contains("fog").contains("training_record.json");
        assertThat(run.out() + run.err()).contains("Training resembles fog: ");
    }

    @Test
    void doctorSaysThatLibtorchLearnsRight() throws Exception {
        needsDjl();
        Outcome outcome = user.pokeai("doctor").run();
        assertThat(outcome.out())
                .containsPattern("ok +training: self-test of learning passed, \\d+ values, .* on the CPU");
    }
}
