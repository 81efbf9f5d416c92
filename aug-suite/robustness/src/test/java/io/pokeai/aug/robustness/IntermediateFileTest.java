package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.UnitImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntermediateFileTest {
    private static final InputSpec YOLO = InputSpec.yolo(64);
    private static final InputSpec TORCHVISION = InputSpec.torchvision(255, 224);

    @TempDir
    Path folder;

    /** Saves nothing, and says what it was to save. */
    private static final class Saving implements PixelAnswers {
        final List<String> saved = new ArrayList<>();
        final List<Image> images = new ArrayList<>();

        @Override
        public Image crop(Path picture, InputSpec spec) {
            throw new AssertionError("cropped");
        }

        @Override
        public <T> Stream<Result<T>> answers(
                List<String> models, Iterable<T> pictures, Function<? super T, ? extends Pixels> pixels, int batch) {
            throw new AssertionError("asked");
        }

        @Override
        public Image reread(Image picture, String extension, InputSpec spec) {
            saved.add(picture.width() + " " + extension + " " + spec.id());
            images.add(picture);
            return picture;
        }
    }

    private static PlannedCorruption exact() {
        return PlannedCorruption.of(FakeAugmentation.noise(), List.of(1)).asPokeAi();
    }

    @Test
    void aYoloModelSeesTheCropOfTheOtherModelsSavedUnderTheNameOfThePicture() {
        Saving asked = new Saving();
        Image crop = new Image(224, 224, new byte[224 * 224 * 3]);
        assertThat(exact().cropFor(YOLO)).isEqualTo(TORCHVISION);
        exact().seen(asked, crop, Path.of("a.b.JPG"), YOLO, 1, 0);
        assertThat(asked.saved).containsExactly("224 JPG yolo64");
    }

    @Test
    void otherModelsOtherCorruptionsAndCleanPicturesStayAsTheyAre() {
        Saving asked = new Saving();
        Image crop = new Image(224, 224, new byte[224 * 224 * 3]);
        exact().seen(asked, crop, Path.of("a.jpg"), TORCHVISION, 1, 0);
        PlannedCorruption fog =
                PlannedCorruption.of(FakeAugmentation.fog(), List.of(1)).asPokeAi();
        fog.seen(asked, crop, Path.of("a.jpg"), YOLO, 1, 0);
        PlannedCorruption.CLEAN.asPokeAi().seen(asked, crop, Path.of("a.jpg"), YOLO, 0, 0);
        assertThat(asked.saved).isEmpty();
        assertThat(fog.cropFor(YOLO)).isEqualTo(YOLO);
    }

    @Test
    void floatingPointIsRoundedDownAsToPilImageDoes() {
        Saving asked = new Saving();
        // The products in float32 are 127.5, 254.99998 and 255: torch gives 127, 254 and 255.
        UnitImage unit = new UnitImage(1, 1, new float[] {.5f, Math.nextDown(1f), 1f});
        IntermediateFile.seen(asked, unit, Path.of("a.png"), YOLO);
        assertThat(asked.images.get(0).rgb()).containsExactly(127, 254, 255);
    }

    @Test
    void aPictureWithoutAnExtensionHasNoFormat() {
        Image crop = new Image(1, 1, new byte[3]);
        assertThatThrownBy(() -> IntermediateFile.seen(new Saving(), crop, Path.of("picture"), YOLO))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT))
                .hasMessageContaining("picture: a file without an extension");
    }

    @Test
    void theKeyOfACellTellsTheWaysApart() {
        LabelledPictures pictures = DrawnData.write(folder, 3);
        TestedModel yolo = model("yolo", YOLO);
        TestedModel resnet = model("resnet", TORCHVISION);
        PlannedCorruption plain = PlannedCorruption.of(FakeAugmentation.noise(), List.of(1));
        RobustnessPlan exactly = new RobustnessPlan(List.of(yolo, resnet), List.of(plain.asPokeAi()), 0, pictures);
        RobustnessPlan plainly = new RobustnessPlan(List.of(yolo, resnet), List.of(plain), 0, pictures);
        assertThat(key(exactly, yolo).differenceFrom(key(plainly, yolo)))
                .get()
                .asString()
                .contains(CellKey.FILE);
        assertThat(key(exactly, resnet)).isEqualTo(key(plainly, resnet));
    }

    private static CellKey key(RobustnessPlan plan, TestedModel model) {
        return plan.cells().stream()
                .filter(cell -> cell.model().equals(model) && cell.severity() == 1)
                .findFirst()
                .orElseThrow()
                .key();
    }

    private static TestedModel model(String title, InputSpec input) {
        return new TestedModel(
                title,
                new ModelIdentity(title, title, "none on cpu", input.id(), FakeAnswers.CLASSES, 1, 4),
                input,
                "");
    }
}
