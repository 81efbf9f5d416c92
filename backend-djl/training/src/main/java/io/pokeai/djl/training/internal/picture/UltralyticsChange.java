package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * How Ultralytics changes pictures of a classifier: a part of the area, resized; left and right exchanged; RandAugment; a rectangle
 * made black. Colours are not jittered besides, as RandAugment takes the place of that.
 *
 * <p>A black rectangle of 8-bit pixels is what erasing with 0 makes of the tensor, as nothing is subtracted from YOLO's pixels.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code data/augment.py}: {@code classify_augmentations}; {@code data/dataset.py}:
 * {@code ClassificationDataset}; the numbers of {@code cfg/default.yaml}.
 *
 * @param leastArea of the part that is shown, as a share of the picture, above 0; the most is all of it
 * @param flip how often left and right are exchanged, 0 to 1
 * @param operations of RandAugment, at least 0
 * @param erasing how often a rectangle is made black, 0 to 1
 */
public record UltralyticsChange(double leastArea, double flip, int operations, double erasing)
        implements PictureChange {
    /** Of {@code scale: 0.5}, {@code fliplr: 0.5}, {@code auto_augment: randaugment}, {@code erasing: 0.4}. */
    public static final UltralyticsChange USUAL = new UltralyticsChange(0.5, 0.5, RandAugment.OPERATIONS, 0.4);

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("random_resized_crop"));
        if (flip > 0) {
            names.add("horizontal_flip");
        }
        if (operations > 0) {
            names.add("randaugment");
        }
        if (erasing > 0) {
            names.add("random_erasing");
        }
        return List.copyOf(names);
    }

    @Override
    public Image of(Image picture, InputSpec spec, Imaging imaging, Draws draws) {
        Region part = Region.draw(draws, picture.width(), picture.height(), leastArea, 1);
        Image image = TrainAugmentation.resized(part.of(picture), spec, imaging);
        if (draws.unit() < flip) {
            image = TrainAugmentation.flipped(image);
        }
        for (int i = 0; i < operations; i++) {
            image = RandAugment.drawn(draws).of(image);
        }
        if (draws.unit() < erasing) {
            image = Erasing.draw(draws, image.width(), image.height()).of(image);
        }
        return image;
    }
}
