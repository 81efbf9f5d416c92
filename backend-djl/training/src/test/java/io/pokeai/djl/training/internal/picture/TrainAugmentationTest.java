package io.pokeai.djl.training.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** Pixels of torchvision's functions, written by scripts/train_augmentation_goldens.py. */
class TrainAugmentationTest {
    private static final Imaging IMAGING =
            ServiceLoader.load(Imaging.class).findFirst().orElseThrow();
    private static final InputSpec SMALL = InputSpec.torchvision(36, 32);

    private static Image image(ByteBuffer from) {
        int width = from.getInt();
        int height = from.getInt();
        byte[] pixels = new byte[width * height * Image.CHANNELS];
        from.get(pixels);
        return new Image(width, height, pixels);
    }

    private static Image resized(Image image, int size) {
        return IMAGING.crop(
                image,
                new InputSpec(
                        SMALL.decoder(),
                        Resize.exact(size, size),
                        Interpolation.BILINEAR,
                        Crop.square(size),
                        SMALL.scale(),
                        SMALL.mean(),
                        SMALL.std(),
                        SMALL.channels()));
    }

    @Test
    void eachStepGivesThePixelsOfTorchvision() throws Exception {
        ByteBuffer goldens;
        try (InputStream in = TrainAugmentationTest.class.getResourceAsStream("torchvision.bin")) {
            goldens = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
        int cases = goldens.getInt();
        for (int i = 0; i < cases; i++) {
            Image image = image(goldens);
            float brightness = (float) goldens.getDouble();
            float contrast = (float) goldens.getDouble();
            float saturation = (float) goldens.getDouble();
            double hue = goldens.getDouble();
            double degrees = goldens.getDouble();
            int size = goldens.getInt();
            Region part = new Region(goldens.getInt(), goldens.getInt(), goldens.getInt(), goldens.getInt());
            assertThat(Blend.brightness(image, brightness))
                    .as("brightness of case %d", i)
                    .isEqualTo(image(goldens));
            assertThat(Blend.contrast(image, contrast))
                    .as("contrast of case %d", i)
                    .isEqualTo(image(goldens));
            assertThat(Blend.saturation(image, saturation))
                    .as("saturation of case %d", i)
                    .isEqualTo(image(goldens));
            assertThat(HueShift.of(image, hue)).as("hue of case %d", i).isEqualTo(image(goldens));
            assertThat(Rotation.of(image, degrees)).as("rotation of case %d", i).isEqualTo(image(goldens));
            assertThat(resized(part.of(image), size)).as("part of case %d", i).isEqualTo(image(goldens));
            assertThat(TrainAugmentation.flipped(image))
                    .as("flip of case %d", i)
                    .isEqualTo(image(goldens));
        }
        assertThat(cases).isGreaterThan(5);
        assertThat(goldens.hasRemaining()).isFalse();
    }

    @Test
    void theSameNumbersGiveTheSamePicture() {
        Image image = stripes();
        Image one = TrainAugmentation.POKEAI.of(image, SMALL, IMAGING, Draws.of(1, 2, 3));
        assertThat(one).isEqualTo(TrainAugmentation.POKEAI.of(image, SMALL, IMAGING, Draws.of(1, 2, 3)));
        assertThat(one).isNotEqualTo(TrainAugmentation.POKEAI.of(image, SMALL, IMAGING, Draws.of(1, 2, 4)));
        assertThat(one.width()).isEqualTo(32);
    }

    @Test
    void aPartIsOfTheAreaAndTheRatioThatAreAllowed() {
        for (int i = 0; i < 2000; i++) {
            Region part = Region.draw(Draws.of(i), 200, 150, 0.7, 1);
            assertThat(part.left()).isBetween(0, 200 - part.width());
            assertThat(part.top()).isBetween(0, 150 - part.height());
            double area = part.width() * part.height() / (200.0 * 150);
            assertThat(area).isBetween(0.69, 1.0);
            assertThat((double) part.width() / part.height()).isBetween(0.74, 1.35);
        }
    }

    @Test
    void whatNoRatioFitsIsShownFromItsMiddle() {
        assertThat(Region.draw(Draws.of(1), 400, 10, 0.7, 1)).isEqualTo(new Region(193, 0, 13, 10));
        assertThat(Region.draw(Draws.of(1), 10, 400, 0.7, 1)).isEqualTo(new Region(0, 193, 10, 13));
    }

    private static Image stripes() {
        byte[] pixels = new byte[60 * 40 * Image.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37);
        }
        return new Image(60, 40, pixels);
    }
}
