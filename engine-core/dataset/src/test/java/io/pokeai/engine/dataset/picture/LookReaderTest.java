package io.pokeai.engine.dataset.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.dataset.PngImaging;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Against the same formulas in NumPy 2: {@code percentile}, {@code std}, {@code bincount}. */
class LookReaderTest {
    private static final int WIDTH = 37;
    private static final int HEIGHT = 23;

    private final LookReader reader = new LookReader(new PngImaging());

    @Test
    void noiseHasEdgesAndManyGreys() {
        assertLook(
                reader.look(noise(sample -> sample)),
                new Look(0.9241154708304606, 0.1971142941703572, 9.366598575040548, 0.6686712471086351, false));
    }

    @Test
    void faintNoiseIsDarkAndHasFewEdges() {
        assertLook(
                reader.look(noise(sample -> sample / 8 + 40)),
                new Look(0.2697781551942219, 0.17334430695583208, 6.558262116315744, 0.2711876637150499, false));
    }

    /** Its greys vary enough to count, besides its edges. */
    @Test
    void aDrawingOnAPlainGroundIsSharp() {
        byte[] rgb = new byte[WIDTH * HEIGHT * Image.CHANNELS];
        Arrays.fill(rgb, (byte) 200);
        for (int y = 5; y < 9; y++) {
            for (int x = 5; x < 9; x++) {
                System.arraycopy(new byte[] {10, 20, 30}, 0, rgb, (y * WIDTH + x) * Image.CHANNELS, Image.CHANNELS);
            }
        }
        assertLook(
                reader.look(new Image(WIDTH, HEIGHT, rgb)),
                new Look(0.7843137254901961, 0.7843137254901961, 1.7196193694731807, 0.9374749157849804, false));
    }

    @Test
    void aPictureIsGreyWhenEveryPixelHasThreeEqualSamples() {
        byte[] rgb = new byte[5 * 5 * Image.CHANNELS];
        Arrays.fill(rgb, (byte) 90);
        assertThat(reader.look(new Image(5, 5, rgb)).grey()).isTrue();
        rgb[rgb.length - 1]++;
        assertThat(reader.look(new Image(5, 5, rgb)).grey()).isFalse();
    }

    @Test
    void sharpnessIsMeasuredWithALongSideOf64Pixels() {
        byte[] small = new byte[64 * 32 * Image.CHANNELS];
        byte[] large = new byte[128 * 64 * Image.CHANNELS];
        for (int i = 0; i < large.length; i++) {
            int x = i / Image.CHANNELS % 128 / 2;
            int y = i / Image.CHANNELS / 128 / 2;
            byte sample = (byte) (x * x * 7 + y * y * 3 + x * y);
            large[i] = sample;
            small[(y * 64 + x) * Image.CHANNELS + i % Image.CHANNELS] = sample;
        }
        assertThat(reader.look(new Image(128, 64, large)).sharpness())
                .isEqualTo(reader.look(new Image(64, 32, small)).sharpness());
    }

    /** Only the order of sums differs from NumPy's. */
    private static void assertLook(Look found, Look expected) {
        assertThat(found.light()).isCloseTo(expected.light(), within(1e-12));
        assertThat(found.dark()).isCloseTo(expected.dark(), within(1e-12));
        assertThat(found.entropy()).isCloseTo(expected.entropy(), within(1e-12));
        assertThat(found.sharpness()).isCloseTo(expected.sharpness(), within(1e-12));
        assertThat(found.grey()).isEqualTo(expected.grey());
    }

    private static Image noise(IntUnaryOperator shade) {
        byte[] rgb = new byte[WIDTH * HEIGHT * Image.CHANNELS];
        long state = 12345;
        for (int i = 0; i < rgb.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            rgb[i] = (byte) shade.applyAsInt((int) (state >>> 33) & 0xff);
        }
        return new Image(WIDTH, HEIGHT, rgb);
    }
}
