package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ChannelOrder;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interpolation;
import io.pokeai.engine.api.Resize;
import io.pokeai.engine.api.Rgb;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Normalisation can be undone: all 256 samples come back as they were. */
class SeenCropTest {
    private static final Rgb MEAN = new Rgb(0.485f, 0.456f, 0.406f);
    private static final Rgb STD = new Rgb(0.229f, 0.224f, 0.225f);

    private static InputSpec spec(ChannelOrder order) {
        return new InputSpec(
                Decoder.PILLOW,
                Resize.NONE,
                Interpolation.NEAREST,
                new Crop(16, 16, Crop.Rounding.HALF_EVEN),
                255f,
                MEAN,
                STD,
                order);
    }

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void everySampleOfEveryColourComesBack(ChannelOrder order) {
        ImageTensor batch = ImageTensor.allocate(2, 16, 16);
        FloatBuffer values = batch.picture(1);
        for (int plane = 0; plane < 3; plane++) {
            int colour = order == ChannelOrder.RGB ? plane : 2 - plane;
            for (int i = 0; i < 256; i++) {
                int sample = (i + 50 * colour) & 0xff;
                values.put((sample / 255f - MEAN.channel(colour)) / STD.channel(colour));
            }
        }
        Image seen = SeenCrop.of(batch, 1, spec(order)).orElseThrow();
        for (int i = 0; i < 256; i++) {
            for (int colour = 0; colour < 3; colour++) {
                assertThat(seen.sample(i % 16, i / 16, colour)).isEqualTo((i + 50 * colour) & 0xff);
            }
        }
    }

    @Test
    void whatIsNoPictureIsClampedAndWhatIsTooLargeIsNotKept() {
        ImageTensor batch = ImageTensor.allocate(1, 16, 16);
        batch.picture(0).put(Float.NaN).put(1e30f).put(-1e30f).put(Float.POSITIVE_INFINITY);
        Image seen = SeenCrop.of(batch, 0, spec(ChannelOrder.RGB)).orElseThrow();
        assertThat(seen.sample(0, 0, 0)).isZero();
        assertThat(seen.sample(1, 0, 0)).isEqualTo(255);
        assertThat(seen.sample(2, 0, 0)).isZero();
        assertThat(seen.sample(3, 0, 0)).isEqualTo(255);
        assertThat(SeenCrop.of(ImageTensor.allocate(1, 513, 512), 0, spec(ChannelOrder.RGB)))
                .isEmpty();
    }
}
