package io.pokeai.aug.corruptions.internal.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.spi.Augmentation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a noise does to one sample says nothing of any other: correlations stay below four standard errors. */
class NoiseIndependenceTest {
    private static final int SIDE = 224;
    private static final long SEED = 52_000_000;

    @Test
    void channelsNeighboursPicturesSeveritiesAndRunsAreIndependent() {
        // Flat, so that clipping does not make the means of two pictures alike.
        Image in = TestPictures.grey(SIDE, SIDE, 128);
        Image other = TestPictures.grey(SIDE, SIDE, 129);
        for (Augmentation noise :
                List.of(new GaussianNoise(), new ShotNoise(), new ImpulseNoise(), new SpeckleNoise())) {
            for (int severity = 1; severity <= 5; severity++) {
                String label = noise.info().name() + ":" + severity + ", ";
                int[] samples = samples(noise, in, severity, SEED);
                int row = 3 * SIDE;
                int n = samples.length;
                for (int c = 0; c < 3; c++) {
                    int next = (c + 1) % 3;
                    check(label + "channels " + c + " and " + next, every(3, c, samples), every(3, next, samples));
                }
                check(label + "neighbours in a row", part(samples, 0, n - 3), part(samples, 3, n));
                check(label + "neighbours in a column", part(samples, 0, n - row), part(samples, row, n));
                check(label + "pictures", samples, samples(noise, other, severity, SEED));
                check(label + "severities", samples, samples(noise, in, severity % 5 + 1, SEED));
                check(label + "runs", samples, samples(noise, in, severity, SEED + 1));
            }
        }
    }

    private static int[] samples(Augmentation noise, Image in, int severity, long seed) {
        byte[] rgb = ((Image) noise.apply(in, severity, noise.info().random(seed, in, severity))).rgb();
        int[] samples = new int[rgb.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = rgb[i] & 0xff;
        }
        return samples;
    }

    private static int[] every(int step, int first, int[] samples) {
        int[] some = new int[samples.length / step];
        for (int i = 0; i < some.length; i++) {
            some[i] = samples[i * step + first];
        }
        return some;
    }

    private static int[] part(int[] samples, int from, int to) {
        return Arrays.copyOfRange(samples, from, to);
    }

    private static void check(String label, int[] one, int[] other) {
        int n = one.length;
        double a = 0;
        double b = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < n; i++) {
            double x = one[i];
            double y = other[i];
            a += x;
            b += y;
            aa += x * x;
            bb += y * y;
            ab += x * y;
        }
        double correlation = (ab - a * b / n) / Math.sqrt((aa - a * a / n) * (bb - b * b / n));
        assertThat(Math.abs(correlation)).as(label).isLessThan(4 / Math.sqrt(n));
    }
}
