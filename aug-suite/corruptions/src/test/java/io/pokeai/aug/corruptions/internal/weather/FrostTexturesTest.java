package io.pokeai.aug.corruptions.internal.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.corruptions.internal.Fourier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The frost that is drawn has the brightness, tint, contrast, sharpness and spectrum of the photographs it stands for. */
class FrostTexturesTest {
    private static final int WINDOW = 256;

    private final List<Texture> panes = FrostTextures.all();

    @Test
    void twoAreBrightAndThreeDarker() {
        assertThat(panes).hasSize(5);
        double[] means =
                panes.stream().mapToDouble(pane -> mean(grey(pane))).sorted().toArray();
        assertThat(means[0]).isGreaterThan(110);
        assertThat(means[2]).isLessThan(165);
        assertThat(means[3]).isGreaterThan(180);
        assertThat(means[4]).isLessThan(215);
        assertThat(Arrays.stream(means).average().orElseThrow()).isBetween(110.0, 210.0);
    }

    @Test
    void eachIsBluishAndWithinTheContrastOfThePhotographs() {
        for (int i = 0; i < panes.size(); i++) {
            Texture pane = panes.get(i);
            double[] red = channel(pane, 0);
            double[] green = channel(pane, 1);
            double[] blue = channel(pane, 2);
            assertThat(Math.min(pane.width(), pane.height())).isGreaterThanOrEqualTo(448);
            assertThat(mean(green)).as("pane %s", i).isBetween(mean(red), mean(blue));
            assertThat(mean(blue) - mean(red)).as("pane %s", i).isBetween(14.0, 90.0);
            for (double[] channel : List.of(red, green, blue)) {
                assertThat(Math.sqrt(covariance(channel, channel)))
                        .as("pane %s", i)
                        .isBetween(15.0, 48.0);
            }
            assertThat(correlation(red, green)).as("pane %s", i).isGreaterThan(0.8);
            assertThat(correlation(red, blue)).as("pane %s", i).isGreaterThan(0.8);
            assertThat(correlation(green, blue)).as("pane %s", i).isGreaterThan(0.8);
            double[] sorted = grey(pane);
            Arrays.sort(sorted);
            // Known of the photographs in whole levels.
            assertThat(Math.round(sorted[sorted.length / 100]))
                    .as("pane %s, 1 %%", i)
                    .isBetween(16L, 141L);
            assertThat(Math.round(sorted[sorted.length / 2]))
                    .as("pane %s, median", i)
                    .isBetween(89L, 210L);
            assertThat(Math.round(sorted[sorted.length * 99 / 100]))
                    .as("pane %s, 99 %%", i)
                    .isBetween(177L, 245L);
        }
    }

    @Test
    void eachIsAsSharpAsThePhotographs() {
        for (int i = 0; i < panes.size(); i++) {
            double[] grey = grey(panes.get(i));
            int width = panes.get(i).width();
            assertThat(gradient(grey, width)).as("pane %s, gradient", i).isBetween(8.0, 18.0);
            assertThat(slope(grey, width)).as("pane %s, spectrum", i).isBetween(-2.0, -0.8);
        }
    }

    private static double[] channel(Texture pane, int c) {
        double[] samples = new double[pane.width() * pane.height()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = pane.rgb()[3 * i + c] & 0xff;
        }
        return samples;
    }

    private static double[] grey(Texture pane) {
        double[] grey = new double[pane.width() * pane.height()];
        for (int c = 0; c < 3; c++) {
            double[] channel = channel(pane, c);
            for (int i = 0; i < grey.length; i++) {
                grey[i] += channel[i] / 3;
            }
        }
        return grey;
    }

    private static double mean(double[] samples) {
        return Arrays.stream(samples).average().orElseThrow();
    }

    private static double covariance(double[] one, double[] other) {
        double a = mean(one);
        double b = mean(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - a) * (other[i] - b);
        }
        return sum / one.length;
    }

    private static double correlation(double[] one, double[] other) {
        return covariance(one, other) / Math.sqrt(covariance(one, one) * covariance(other, other));
    }

    /** The mean length of the gradient, by central differences, in levels per pixel. */
    private static double gradient(double[] grey, int width) {
        double sum = 0;
        int count = 0;
        for (int i = width; i < grey.length - width; i++) {
            if (i % width > 0 && i % width < width - 1) {
                sum += Math.hypot((grey[i + 1] - grey[i - 1]) / 2, (grey[i + width] - grey[i - width]) / 2);
                count++;
            }
        }
        return sum / count;
    }

    /** The slope of the logarithm of the radial power over that of the frequency, 4 to 100 cycles of 256 pixels. */
    private static double slope(double[] grey, int width) {
        double[][] real = new double[WINDOW][WINDOW];
        double[][] imaginary = new double[WINDOW][WINDOW];
        double mean = mean(grey);
        for (int y = 0; y < WINDOW; y++) {
            for (int x = 0; x < WINDOW; x++) {
                // Faded out towards the edges: what does not continue there is no part of the spectrum.
                double fade = hann(x) * hann(y);
                real[y][x] = (grey[(y + 100) * width + x + 100] - mean) * fade;
            }
        }
        new Fourier(WINDOW).inverse(real, imaginary);
        double[] power = new double[WINDOW];
        int[] counts = new int[WINDOW];
        for (int y = 0; y < WINDOW; y++) {
            for (int x = 0; x < WINDOW; x++) {
                int radius = (int) Math.rint(Math.hypot(Math.min(y, WINDOW - y), Math.min(x, WINDOW - x)));
                power[radius] += real[y][x] * real[y][x] + imaginary[y][x] * imaginary[y][x];
                counts[radius]++;
            }
        }
        double[] frequencies = new double[97];
        double[] logarithms = new double[97];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Math.log(i + 4.0);
            logarithms[i] = Math.log(power[i + 4] / counts[i + 4]);
        }
        return covariance(frequencies, logarithms) / covariance(frequencies, frequencies);
    }

    private static double hann(int i) {
        return 0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW);
    }
}
