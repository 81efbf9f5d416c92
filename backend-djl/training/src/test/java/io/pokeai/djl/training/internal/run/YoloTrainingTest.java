package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.UltralyticsChange;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole training of a YOLOv8n-cls on pictures of two colours, at the smallest size. */
class YoloTrainingTest {
    private static final String RUN = "yolo_cls_runs/mine_fold1/";

    @TempDir
    Path folder;

    private TwoColours pictures = new TwoColours(Path.of(""));

    @BeforeEach
    void makeADataSet() throws Exception {
        pictures = TwoColours.make(folder);
    }

    /** All pictures are in one batch, and two batches make an update: the first epoch ends with gradients that wait for the second. */
    private static YoloRecipe recipe(int epochs, int patience) {
        return new YoloRecipe(
                epochs,
                32,
                32,
                patience,
                "mine",
                Optional.of(UltralyticsChange.USUAL),
                new YoloRecipe.Rates(true, 0.01, 0.01, false, 0),
                new LearnerSettings(LearnerSettings.Kind.ADAMW, 5e-4, false, 0.937, 0, 10, 0.9999, 1, 7));
    }

    private Training training(Path artifacts, YoloRecipe recipe, Optional<Path> weights) {
        return new Training(
                artifacts, Optional.of(pictures.data()), "yolov8n-cls", weights, recipe, 2, TwoColours.IMAGING);
    }

    private static Quiet untilStep(int most) {
        return new Quiet(most);
    }

    private static Map<String, Tensor> tensors(Path file) {
        return network(file).weights().tensors();
    }

    private static Network network(Path file) {
        return Families.find(CheckpointReader.read(file)).orElseThrow();
    }

    /** Without the time. */
    private static List<String> rows(Path table) throws Exception {
        return Files.readAllLines(table).stream()
                .map(row -> row.replaceFirst(",[^,]*", ""))
                .toList();
    }

    @Test
    void aTrainingThatIsStoppedGoesOnWithTheSameBits() throws Exception {
        Path whole = pictures.copyOfFolds("whole");
        training(whole, recipe(3, 100), Optional.empty()).run(List.of(1), false, untilStep(Integer.MAX_VALUE));

        Path stopped = pictures.copyOfFolds("stopped");
        Training again = training(stopped, recipe(3, 100), Optional.empty());
        assertThatThrownBy(() -> again.run(List.of(1), false, untilStep(2)))
                .hasMessageContaining("was stopped in epoch 2");
        assertThat(stopped.resolve(RUN + "weights/best.pt")).doesNotExist();
        assertThatThrownBy(() ->
                        training(stopped, recipe(4, 100), Optional.empty()).run(List.of(1), false, untilStep(9)))
                .hasMessageContaining("lowest_rate_after_epoch was 3 and is 4");
        Quiet second = untilStep(Integer.MAX_VALUE);
        again.run(List.of(1), false, second);
        assertThat(second.lines).contains("resumed 1");

        for (String file : List.of("best.pt", "last.pt")) {
            Map<String, Tensor> one = tensors(whole.resolve(RUN + "weights").resolve(file));
            Map<String, Tensor> other = tensors(stopped.resolve(RUN + "weights").resolve(file));
            assertThat(other.keySet()).isEqualTo(one.keySet());
            one.forEach((name, tensor) ->
                    assertThat(other.get(name).bytes()).as(name).isEqualTo(tensor.bytes()));
        }
        assertThat(rows(stopped.resolve(RUN + "results.csv"))).isEqualTo(rows(whole.resolve(RUN + "results.csv")));
        assertThat(stopped.resolve("fold_summaries/yolov8n-cls.csv"))
                .hasSameBinaryContentAs(whole.resolve("fold_summaries/yolov8n-cls.csv"));
        assertThat(whole.resolve("training/mine_fold1.state.pth")).doesNotExist();
    }

    @Test
    void leavesWhatUltralyticsLeaves() throws Exception {
        Path artifacts = pictures.copyOfFolds("files");
        Files.writeString(
                artifacts.resolve("folds/fold_1/train.csv"),
                Files.readString(artifacts.resolve("folds/fold_1/train.csv")) + "red/0.png,red\n");
        Training training = training(artifacts, recipe(1, 100), Optional.empty());
        Map<Integer, Epoch> best = training.run(List.of(1), false, untilStep(Integer.MAX_VALUE));

        assertThat(best.get(1).valTop5()).isEqualTo(1.0);
        assertThat(Files.readAllLines(artifacts.resolve(RUN + "results.csv")).get(0))
                .isEqualTo(
                        "epoch,time,train/loss,metrics/accuracy_top1,metrics/accuracy_top5,val/loss,lr/pg0,lr/pg1,lr/pg2");
        assertThat(Files.readAllLines(artifacts.resolve(RUN + "args.yaml")))
                .contains("task: 'classify'", "imgsz: 32", "optimizer: 'auto'", "auto_augment: 'randaugment'");
        Checkpoint file = CheckpointReader.read(artifacts.resolve(RUN + "weights/best.pt"));
        assertThat(file.entries()).containsEntry("epoch", -1L);
        assertThat(Families.find(file).orElseThrow().classes()).isEqualTo(2);
        assertThat(Files.readString(artifacts.resolve("training_record.json")))
                .contains("\"model\" : \"yolov8n-cls\"", "randaugment", "random_erasing");
        try (Stream<Path> files = Files.walk(artifacts.resolve("yolo_folds/fold_1"))) {
            assertThat(files.filter(Files::isRegularFile).map(path -> String.valueOf(path.getFileName())))
                    .hasSize(15)
                    .contains("0.png", "0~2.png", "13.png");
        }

        Quiet finished = untilStep(0);
        training.run(List.of(1), false, finished);
        assertThat(finished.lines).contains("skipped 1");
        assertThatThrownBy(() -> new Training(
                                artifacts,
                                Optional.of(pictures.data()),
                                "yolov8s-cls",
                                Optional.empty(),
                                recipe(1, 100),
                                1,
                                TwoColours.IMAGING)
                        .run(List.of(1), false, untilStep(0)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("architecture was yolov8n-cls and is yolov8s-cls");
    }

    @Test
    void beginsWithTheWeightsOfAFile() throws Exception {
        Path first = pictures.copyOfFolds("first");
        training(first, recipe(1, 100), Optional.empty()).run(List.of(1), false, untilStep(9));
        Path file = first.resolve(RUN + "weights/best.pt");
        Path second = pictures.copyOfFolds("second");
        Files.writeString(second.resolve("classes.txt"), "blue\nred\ngreen");
        training(second, recipe(1, 100), Optional.of(file)).run(List.of(1), false, untilStep(9));

        // One epoch gathers half of what an update needs: its weights are those that it began with.
        Network found = network(second.resolve(RUN + "weights/best.pt"));
        assertThat(found.classes()).isEqualTo(3);
        assertThat(found.weight("model.0.conv.weight").bytes())
                .isEqualTo(network(file).weight("model.0.conv.weight").bytes());
    }

    @Test
    @Tag("slow")
    void twoColoursAreLearned() throws Exception {
        Path artifacts = pictures.copyOfFolds("learned");
        Map<Integer, Epoch> best = training(artifacts, recipe(60, 100), Optional.empty())
                .run(List.of(1), false, untilStep(Integer.MAX_VALUE));
        assertThat(best.get(1).valAccuracy()).isEqualTo(1.0);
    }
}
