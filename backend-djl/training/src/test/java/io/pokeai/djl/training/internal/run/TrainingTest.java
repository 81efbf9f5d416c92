package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.TrainAugmentation;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training of a ResNet-18 on pictures of two colours, at the smallest size. */
class TrainingTest {
    @TempDir
    Path folder;

    private TwoColours pictures = new TwoColours(Path.of(""));

    @BeforeEach
    void makeADataSet() throws Exception {
        pictures = TwoColours.make(folder);
    }

    private static Recipe recipe(int epochs, double rate) {
        return new Recipe(
                epochs,
                4,
                rate,
                5,
                5,
                32,
                Optional.of(TrainAugmentation.POKEAI),
                Optional.empty(),
                Optional.empty(),
                new LearnerSettings(LearnerSettings.Kind.ADAMW, 1e-4, true, 0.9, 0.05, 0, 0, 1, 7));
    }

    private Training training(Path artifacts, int epochs, double rate, int workers) {
        return new Training(
                artifacts,
                Optional.of(pictures.data()),
                "resnet18",
                Optional.empty(),
                recipe(epochs, rate),
                workers,
                TwoColours.IMAGING);
    }

    private Path copyOfFolds(String name) throws Exception {
        return pictures.copyOfFolds(name);
    }

    @Test
    void aTrainingThatIsStoppedGoesOnWithTheSameBits() throws Exception {
        Path whole = copyOfFolds("whole");
        Map<Integer, Epoch> best = training(whole, 2, 1e-3, 2).run(List.of(1), false, new Quiet(Integer.MAX_VALUE));
        assertThat(best.get(1).valAccuracy()).isBetween(0.0, 1.0);

        Path stopped = copyOfFolds("stopped");
        // Two batches of 4 and 5 pictures an epoch: the third step is in the second epoch.
        assertThatThrownBy(() -> training(stopped, 2, 1e-3, 1).run(List.of(1), false, new Quiet(3)))
                .isInstanceOf(EngineException.class)
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(ErrorCode.CANCELLED);
        assertThat(stopped.resolve("best_resnet18_fold1.pth")).doesNotExist();
        Files.writeString(stopped.resolve("training_record.json"), """
                {"models": [{"model": "resnet18", "trained_by": "pokeai train", "folds": {"2": {"train": "ab", "val": "cd"}}}]}""");
        Quiet second = new Quiet(Integer.MAX_VALUE);
        training(stopped, 2, 1e-3, 3).run(List.of(1), false, second);
        assertThat(second.lines).contains("resumed 1");

        for (String file : List.of("best_resnet18_fold1.pth", "fold_summaries/resnet18.csv")) {
            assertThat(stopped.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(whole.resolve("training/resnet18_fold1.state.pth")).doesNotExist();
        assertThat(Files.readAllLines(whole.resolve("training/resnet18_fold1.csv")))
                .hasSize(3);
        StateDict weights =
                CheckpointReader.read(whole.resolve("best_resnet18_fold1.pth")).stateDict();
        assertThat(Families.find(CheckpointReader.read(whole.resolve("best_resnet18_fold1.pth")))
                        .orElseThrow()
                        .classes())
                .isEqualTo(2);
        assertThat(weights.find("bn1.num_batches_tracked")).isPresent();
        assertThat(Files.readString(whole.resolve("training_record.json")))
                .contains("\"model\" : \"resnet18\"", "color_jitter", "random_resized_crop", "\"lr\" : 0.001");
        assertThat(Files.readString(stopped.resolve("training_record.json")))
                .as("what is known of other folds stays")
                .contains("\"1\" : {", "\"2\" : {", "\"val\" : \"cd\"");
    }

    @Test
    void whatIsWrongIsNamedBeforeAnythingIsTrained() throws Exception {
        Path artifacts = copyOfFolds("wrong");
        Quiet quiet = new Quiet(0);
        Files.writeString(artifacts.resolve("classes.txt"), "red\ngreen");
        assertThatThrownBy(() -> training(artifacts, 1, 1e-3, 1).run(List.of(1), false, quiet))
                .hasMessageContaining("has the label 'blue', which classes.txt does not have");
        Files.writeString(artifacts.resolve("classes.txt"), "red\nblue");
        assertThatThrownBy(() -> training(artifacts, 1, 1e-3, 1).run(List.of(2), false, quiet))
                .hasMessageContaining("fold_2")
                .hasMessageContaining("is not there");
        assertThatThrownBy(() -> training(artifacts, 1, 1e-3, 1).run(List.of(1, 2), false, quiet))
                .as("before the first fold is trained")
                .hasMessageContaining("fold_2");
        Files.writeString(artifacts.resolve("best_resnet18_fold1.pth"), "of PyTorch");
        Files.delete(folder.resolve("data/red/0.png"));
        assertThatThrownBy(() -> training(artifacts, 1, 1e-3, 1).run(List.of(1), true, quiet))
                .as("before the old weights are removed")
                .hasMessageContaining("red/0.png, which is not there");
        assertThat(artifacts.resolve("best_resnet18_fold1.pth")).hasContent("of PyTorch");
        Files.delete(artifacts.resolve("best_resnet18_fold1.pth"));
        assertThatThrownBy(() -> training(artifacts, 1, 1e-3, 1).run(List.of(1), false, quiet))
                .hasMessageContaining("red/0.png, which is not there");
        assertThat(quiet.lines).isEmpty();
        assertThat(artifacts.resolve("training")).doesNotExist();
    }

    @Test
    void weightsOfSomebodyElseAndOtherSettingsAreNotOverwritten() throws Exception {
        Path artifacts = copyOfFolds("others");
        Files.writeString(artifacts.resolve("best_resnet18_fold1.pth"), "of PyTorch");
        assertThatThrownBy(() -> training(artifacts, 1, 1e-3, 1).run(List.of(1), false, new Quiet(0)))
                .hasMessageContaining("was not made by 'pokeai train'");
        assertThat(artifacts.resolve("best_resnet18_fold1.pth")).hasContent("of PyTorch");

        Path mine = copyOfFolds("mine");
        assertThatThrownBy(() -> training(mine, 1, 1e-3, 1).run(List.of(1), false, new Quiet(1)))
                .hasMessageContaining("was stopped in epoch 1");
        assertThatThrownBy(() -> training(mine, 1, 2e-3, 1).run(List.of(1), false, new Quiet(1)))
                .hasMessageContaining("lr was 0.001 and is 0.002");
    }

    @Test
    void aPictureThatBreaksIsNamedAndWhatIsThereStays() throws Exception {
        Path artifacts = copyOfFolds("broken");
        assertThatThrownBy(() -> training(artifacts, 2, 1e-3, 2).run(List.of(1), false, new Quiet(3)))
                .hasMessageContaining("was stopped in epoch 2");
        Path state = artifacts.resolve("training/resnet18_fold1.state.pth");
        byte[] kept = Files.readAllBytes(state);
        Path picture = folder.resolve("data/blue/3.png");
        Files.write(picture, Arrays.copyOf(Files.readAllBytes(picture), 60));
        assertThatThrownBy(() -> training(artifacts, 2, 1e-3, 2).run(List.of(1), false, new Quiet(Integer.MAX_VALUE)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("3.png");
        assertThat(state).hasBinaryContent(kept);
    }

    @Test
    @Tag("slow")
    void twoColoursAreLearned() throws Exception {
        Path artifacts = copyOfFolds("learned");
        Map<Integer, Epoch> best =
                training(artifacts, 10, 1e-3, 2).run(List.of(1), false, new Quiet(Integer.MAX_VALUE));
        assertThat(best.get(1).valAccuracy()).isEqualTo(1.0);
    }
}
