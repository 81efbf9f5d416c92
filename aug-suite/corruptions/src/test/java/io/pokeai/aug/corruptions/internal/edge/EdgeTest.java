package io.pokeai.aug.corruptions.internal.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EdgeTest {
    // No factor of the downscale chain divides these sides: where one does, every nearest neighbour is off by the same
    // part
    // of a pixel, and a stronger factor may do less harm than the one before.
    private static final Image PICTURE = TestPictures.smooth(97, 83);

    static Stream<Augmentation> all() {
        return List.<Augmentation>of(
                new JpegChain(),
                new LowLight(),
                new RollingShutter(),
                new CameraPose(),
                new ColourTemperature(),
                new Exposure(),
                new DownscaleChain(),
                new VideoBlocks(),
                new LensDirt(),
                new Banding())
                .stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void damageGrowsWithSeverity(Augmentation corruption) {
        double first = 0;
        double last = 0;
        for (int severity = 1; severity <= 5; severity++) {
            double sum = 0;
            for (long seed = 0; seed < 8; seed++) {
                sum += TestPictures.distance(PICTURE, apply(corruption, PICTURE, severity, seed));
            }
            assertThat(sum).as("severity " + severity).isGreaterThan(1.1 * last);
            first = severity == 1 ? sum : first;
            last = sum;
        }
        assertThat(last).isGreaterThan(2 * first);
    }

    @Test
    void lightThatNothingChangesGivesItsSampleBack() {
        for (int v = 0; v < 256; v++) {
            assertThat(LinearLight.sample(LinearLight.of((byte) v)) & 0xff).isEqualTo(v);
            double light = LinearLight.of((byte) v) + 1e-6;
            double encoded = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
            assertThat(LinearLight.sample(light) & 0xff).isEqualTo((int) Math.min(255, encoded * 255));
        }
        assertThat(LinearLight.sample(-1)).isZero();
        assertThat(LinearLight.sample(2)).isEqualTo((byte) 255);
    }

    @Test
    void warmLightIsRedAndCoolLightBlueAndGreyKeepsItsLuma() {
        for (double kelvin : new double[] {2700, 4000, 6504, 9500, 22000}) {
            double[] gains = ColourTemperature.gains(kelvin);
            assertThat(0.2126 * gains[0] + 0.7152 * gains[1] + 0.0722 * gains[2])
                    .isCloseTo(1, within(1e-12));
            assertThat(Math.signum(gains[0] - gains[2])).isEqualTo(Math.signum(6504 - kelvin));
        }
    }

    @Test
    void exposureGoesBothWaysAndOnlyTheBrightWayBlooms() {
        Image grey = TestPictures.grey(40, 40, 100);
        Set<Integer> seen = new HashSet<>();
        for (long seed = 0; seed < 16; seed++) {
            Image out = apply(new Exposure(), grey, 2, seed);
            seen.add(out.sample(20, 20, 1));
            assertThat(TestPictures.distance(out, TestPictures.grey(40, 40, out.sample(0, 0, 0))))
                    .isZero();
        }
        // sRGB of twice and of half the light of sample 100, truncated.
        assertThat(seen).containsExactlyInAnyOrder(138, 71);
    }

    @Test
    void photonsHaveTheirMeanAndTheirVariance() {
        Image grey = TestPictures.grey(128, 128, 140);
        for (int severity : new int[] {1, 2, 3}) {
            double exposure = new double[] {.5, .25, .12}[severity - 1];
            double full = new double[] {2000, 1200, 800}[severity - 1];
            double read = severity + 1;
            double gain = Math.min(1 / exposure, 2 * severity);
            Image out = apply(new LowLight(), grey, severity, 3);
            double rate = exposure * full * LinearLight.of((byte) 140);
            double mean = 0;
            double squares = 0;
            byte[] samples = out.rgb();
            for (byte sample : samples) {
                // Truncation takes half a level on average.
                double light = (LinearLight.of(sample) + LinearLight.of((byte) Math.min(255, (sample & 0xff) + 1))) / 2;
                double electrons = light / gain * full;
                mean += electrons / samples.length;
                squares += electrons * electrons / samples.length;
            }
            assertThat(mean).isCloseTo(rate, within(0.02 * rate + 0.5));
            assertThat(Math.sqrt(squares - mean * mean))
                    .isCloseTo(Math.sqrt(rate + read * read), within(0.06 * Math.sqrt(rate + read * read)));
        }
    }

    @Test
    void whatIsFlatStaysFlatWhereverItIsMoved() {
        for (int level : new int[] {51, 200, 255}) {
            Image flat = TestPictures.grey(48, 40, level);
            for (int severity = 1; severity <= 5; severity++) {
                assertThat(apply(new CameraPose(), flat, severity, 1)).isEqualTo(flat);
                assertThat(apply(new RollingShutter(), flat, severity, 1)).isEqualTo(flat);
            }
        }
    }

    @Test
    void bandingHasAsManyLevelsAsItsBits() {
        Image picture = TestPictures.random(64, 64, 2);
        Set<Integer> levels = new HashSet<>();
        for (byte sample : apply(new Banding(), picture, 5, 1).rgb()) {
            levels.add(sample & 0xff);
        }
        assertThat(levels).containsExactlyInAnyOrder(0, 85, 170, 255);
    }

    @Test
    void aStillVideoOfAFlatPictureIsNearlyThePicture() {
        Image out = apply(new VideoBlocks(), TestPictures.grey(33, 35, 120), 1, 1);
        assertThat(Math.abs(out.sample(16, 16, 1) - 120)).isLessThanOrEqualTo(2);
        assertThat(TestPictures.distance(out, TestPictures.grey(33, 35, out.sample(0, 0, 0))))
                .isZero();
    }

    @Test
    void aPoseKeepsTheMiddleNearTheMiddle() {
        byte[] rgb = new byte[64 * 64 * 3];
        for (int i = 0; i < 9; i++) {
            int pixel = (31 + i / 3) * 64 + 31 + i % 3;
            rgb[3 * pixel] = rgb[3 * pixel + 1] = rgb[3 * pixel + 2] = (byte) 255;
        }
        Image out = apply(new CameraPose(), new Image(64, 64, rgb), 1, 5);
        double x = 0;
        double y = 0;
        double sum = 0;
        for (int i = 0; i < 64 * 64; i++) {
            int column = i % 64;
            int row = i / 64;
            int sample = out.sample(column, row, 0);
            x += sample * (double) column;
            y += sample * (double) row;
            sum += sample;
        }
        assertThat(x / sum).isCloseTo(32, within(3.0));
        assertThat(y / sum).isCloseTo(32, within(3.0));
    }

    private static Image apply(Augmentation corruption, Image picture, int severity, long seed) {
        RandomSource random = corruption.info().random(seed, picture, severity);
        return (Image) corruption.apply(picture, severity, random);
    }
}
