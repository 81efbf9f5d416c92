package io.pokeai.djl.training.internal.picture;

import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import java.util.ArrayList;
import java.util.List;

/**
 * How pictures are changed while a network is trained. With the same drawn numbers the pixels are those of torchvision's transforms
 * of Pillow pictures, to the byte; the numbers are drawn by {@link Draws} and not by PyTorch's generator.
 *
 * <p><b>Source</b> torchvision 0.28, {@code transforms/transforms.py}: {@code RandomResizedCrop}, {@code RandomHorizontalFlip},
 * {@code RandomRotation}, {@code ColorJitter}.
 *
 * @param leastArea of the part that is shown, as a share of the picture, above 0
 * @param mostArea at most 1
 * @param flip how often left and right are exchanged, 0 to 1
 * @param degrees that a picture is turned by at most, either way
 * @param brightness the factor is within 1 ± this
 * @param contrast the factor is within 1 ± this
 * @param saturation the factor is within 1 ± this
 * @param hue turned by at most this share of the circle, either way, at most 0.5
 */
public record TrainAugmentation(
        double leastArea,
        double mostArea,
        double flip,
        double degrees,
        double brightness,
        double contrast,
        double saturation,
        double hue)
        implements PictureChange {
    /** PokeAI's. */
    public static final TrainAugmentation POKEAI = new TrainAugmentation(0.7, 1, 0.5, 15, 0.2, 0.2, 0.2, 0.02);

    private static final int JITTERS = 4;

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("random_resized_crop"));
        if (flip > 0) {
            names.add("horizontal_flip");
        }
        if (degrees > 0) {
            names.add("rotation");
        }
        if (brightness > 0 || contrast > 0 || saturation > 0 || hue > 0) {
            names.add("color_jitter");
        }
        return List.copyOf(names);
    }

    @Override
    public Image of(Image picture, InputSpec spec, Imaging imaging, Draws draws) {
        Region part = Region.draw(draws, picture.width(), picture.height(), leastArea, mostArea);
        Image image = resized(part.of(picture), spec, imaging);
        if (draws.unit() < flip) {
            image = flipped(image);
        }
        if (degrees > 0) {
            image = Rotation.of(image, draws.between(-degrees, degrees));
        }
        return jittered(image, draws);
    }

    /** All of a picture in the size of what the network sees. */
    static Image resized(Image image, InputSpec spec, Imaging imaging) {
        return imaging.crop(image, resizeTo(spec));
    }

    private static InputSpec resizeTo(InputSpec spec) {
        return new InputSpec(
                spec.decoder(),
                Resize.exact(spec.height(), spec.width()),
                Interpolation.BILINEAR,
                new Crop(spec.height(), spec.width(), spec.crop().rounding()),
                spec.scale(),
                spec.mean(),
                spec.std(),
                spec.channels());
    }

    static Image flipped(Image image) {
        byte[] pixels = image.rgb();
        byte[] result = new byte[pixels.length];
        int width = image.width();
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < width; x++) {
                int from = (y * width + x) * Image.CHANNELS;
                int to = (y * width + width - 1 - x) * Image.CHANNELS;
                System.arraycopy(pixels, from, result, to, Image.CHANNELS);
            }
        }
        return new Image(width, image.height(), result);
    }

    private Image jittered(Image image, Draws draws) {
        int[] order = draws.permutation(JITTERS);
        float brighter = (float) draws.between(Math.max(0, 1 - brightness), 1 + brightness);
        float stronger = (float) draws.between(Math.max(0, 1 - contrast), 1 + contrast);
        float fuller = (float) draws.between(Math.max(0, 1 - saturation), 1 + saturation);
        double turn = draws.between(-hue, hue);
        Image result = image;
        for (int step : order) {
            result = switch (step) {
                case 0 -> brightness > 0 ? Blend.brightness(result, brighter) : result;
                case 1 -> contrast > 0 ? Blend.contrast(result, stronger) : result;
                case 2 -> saturation > 0 ? Blend.saturation(result, fuller) : result;
                default -> hue > 0 ? HueShift.of(result, turn) : result;
            };
        }
        return result;
    }
}
