package io.pokeai.aug.robustness.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LikenessTest {
    private static final List<PlannedCorruption> CORRUPTIONS = Stream.of(
                    "gaussian_noise", "snow", "fog", "brightness", "saturate", "cropping", "occlusions", "own_one")
            .map(name -> PlannedCorruption.of(FakeAugmentation.of(name, 99, 1, true), List.of(1)))
            .toList();

    @TempDir
    Path artifacts;

    private static Contamination marked(String... augmentations) {
        return Likeness.contamination(
                Optional.of(new TrainingRecord(List.of("r"), List.of(augmentations))), CORRUPTIONS);
    }

    @Test
    void withoutARecordNothingIsKnown() {
        Contamination none = Likeness.contamination(Optional.empty(), CORRUPTIONS);
        assertThat(none.record()).isEmpty();
        assertThat(none.marked()).isEmpty();
        assertThat(marked().record())
                .as("an empty record says that there was none")
                .isPresent();
    }

    @Test
    void theAugmentationsOfThePythonProjectMarkLightColourAndCrops() {
        Contamination jitter = marked("RandomResizedCrop", "random_horizontal_flip", "RandomRotation", "color_jitter");
        assertThat(jitter.marked()).containsOnlyKeys("brightness", "saturate", "cropping");
        assertThat(jitter.resembled("cropping")).containsExactly("RandomResizedCrop");
        assertThat(jitter.unknown()).isEmpty();
        assertThat(jitter.isMarked("fog")).isFalse();
    }

    @Test
    void aCorruptionThatWasTrainedWithMarksItsKind() {
        assertThat(marked("fog").marked()).containsOnlyKeys("fog", "snow");
    }

    @Test
    void aCorruptionOfSomebodyElseMarksItself() {
        assertThat(marked("own_one").marked()).containsOnlyKeys("own_one");
        assertThat(marked("another").unknown()).containsExactly("another");
    }

    @Test
    void argumentsOfUltralyticsAreThoseThatClassificationUses() throws IOException {
        Path file = Files.writeString(artifacts.resolve("args.yaml"), """
                task: classify
                model: yolov8n-cls.pt
                degrees: 10.0
                translate: 0.1
                scale: 0.5
                fliplr: 0.5
                flipud: 0.0
                hsv_h: 0.015
                hsv_s: 0.7
                hsv_v: 0.4
                auto_augment: null
                erasing: 0.4 # probability
                """);
        assertThat(UltralyticsArguments.read(file).augmentations())
                .containsExactly("random_resized_crop", "fliplr", "hsv_h", "hsv_s", "hsv_v", "erasing");
        Files.writeString(file, Files.readString(file).replace("null", "'randaugment'"));
        assertThat(UltralyticsArguments.read(file).augmentations())
                .containsExactly("random_resized_crop", "fliplr", "randaugment", "erasing");
    }

    @Test
    void everyFoldMustHaveARecord() throws IOException {
        Path first = fold(1);
        Path second = fold(2);
        write(first, "task: classify\nerasing: 0.4\n");
        assertThat(TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of(first, second)))
                .isEmpty();
        write(second, "task: classify\nerasing: 0\nauto_augment: augmix\n");
        assertThat(TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of(first, second)))
                .contains(new TrainingRecord(
                        List.of("yolo_cls_runs/run_fold1/args.yaml", "yolo_cls_runs/run_fold2/args.yaml"),
                        List.of("augmix", "erasing")));
    }

    private Path fold(int number) throws IOException {
        Path weights = artifacts.resolve("yolo_cls_runs/run_fold" + number + "/weights");
        return Files.createDirectories(weights).resolve("best.pt");
    }

    private static void write(Path weights, String arguments) throws IOException {
        Files.writeString(weights.getParent().resolveSibling("args.yaml"), arguments);
    }

    /** As {@code TrainCorruptions} of backend-djl/training writes it. */
    @Test
    void corruptionsThatPokeaiTrainHasGivenAreMarked() throws IOException {
        Files.writeString(artifacts.resolve("training_record.json"), """
                {"models": [{"model": "a", "version": "", "augmentations": [
                   {"name": "horizontal_flip"},
                   {"name": "fog", "family": "weather", "largest_severity": 3, "share": 0.25},
                   {"name": "own_one", "family": "own", "largest_severity": 1, "share": 0.25}],
                 "trained_by": "pokeai train", "recipe": {"corruptions": "fog:3,own_one:1 at a share of 0.5"}}]}
                """);
        Contamination found =
                Likeness.contamination(TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of()), CORRUPTIONS);
        assertThat(found.marked()).containsOnlyKeys("fog", "snow", "own_one");
        assertThat(found.unknown()).isEmpty();
    }

    @Test
    void theRecordOfTheArtifactsFolderNamesItsModels() throws IOException {
        Files.writeString(artifacts.resolve("training_record.json"), """
                {"format": 1, "seed": 42, "models": [
                  {"model": "other", "augmentations": []},
                  {"model": "a", "recipe": {"lr": 3e-4},
                   "augmentations": [{"name": "color_jitter", "brightness": [0.8, 1.2]}, "fog", "fog"]}]}
                """);
        assertThat(TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of()))
                .contains(new TrainingRecord(List.of("training_record.json"), List.of("color_jitter", "fog")));
        assertThat(TrainingRecords.find(artifacts, DrawnRun.model("b", 2), List.of()))
                .isEmpty();
    }

    @Test
    void aRecordOfOtherWeightsIsNotThatOfTheModel() throws IOException {
        Path file = artifacts.resolve("training_record.json");
        Files.writeString(file, "{\"model\": \"a\", \"version\": \"of yesterday\", \"augmentations\": [\"fog\"]}");
        assertThat(TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of()))
                .isEmpty();
        // The version of the model is its title here; the first digits are enough.
        Files.writeString(file, "{\"model\": \"a\", \"version\": \"a\", \"augmentations\": [\"fog\"]}");
        assertThat(TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"models\": [1]}",
                "{\"models\": [{\"model\": \"a\"}]}",
                "{\"model\": \"a\", \"augmentations\": [1]}",
                "{\"model\": \"a\", \"augmentations\": [{\"p\": 1}]}",
                "{\"model\": \"a\", \"augmentations\": ["
            })
    void aRecordThatIsDamagedIsNamed(String text) throws IOException {
        Files.writeString(artifacts.resolve("training_record.json"), text);
        assertThatThrownBy(() -> TrainingRecords.find(artifacts, DrawnRun.model("a", 2), List.of()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("training_record.json");
    }
}
