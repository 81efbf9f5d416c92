package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.ChiSquare;
import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.spi.Augmentation;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a flat picture each noise follows its exact law: chi-square over 64 pictures with seeds of their own. */
class NoiseLawTest {
    private static final int SEEDS = 64;
    private static final int SIDE = 64;

    private static final double[] GAUSSIAN = {0.08, 0.12, 0.18, 0.26, 0.38};
    private static final double[] SHOT = {60, 25, 12, 5, 3};
    private static final double[] IMPULSE = {0.03, 0.06, 0.09, 0.17, 0.27};
    private static final double[] SPECKLE = {0.15, 0.2, 0.35, 0.45, 0.6};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 128, 200, 254, 255})
    void followsItsLaw(int v) {
        double x = v / 255.0;
        for (int severity = 1; severity <= 5; severity++) {
            int s = severity - 1;
            check(new GaussianNoise(), severity, v, k -> normal(k, x, GAUSSIAN[s]));
            check(new SpeckleNoise(), severity, v, k -> v == 0 ? (k == 0 ? 1 : 0) : normal(k, x, SPECKLE[s] * x));
            check(new ShotNoise(), severity, v, k -> shot(k, x, SHOT[s]));
            check(
                    new ImpulseNoise(),
                    severity,
                    v,
                    k -> (k == v ? 1 - IMPULSE[s] : 0) + (k == 0 || k == 255 ? IMPULSE[s] / 2 : 0));
        }
    }

    private static void check(Augmentation noise, int severity, int v, IntToDoubleFunction law) {
        Image flat = TestPictures.grey(SIDE, SIDE, v);
        long[] counts = new long[256];
        for (long seed = 0; seed < SEEDS; seed++) {
            Image out = (Image) noise.apply(flat, severity, noise.info().random(7_000_000 + seed, flat, severity));
            for (byte sample : out.rgb()) {
                counts[sample & 0xff]++;
            }
        }
        ChiSquare.assertFollows(noise.info().name() + ":" + severity + " at " + v, counts, law);
    }

    private static double normal(int k, double x, double deviation) {
        double above = k == 255 ? 1 : phi(((k + 1) / 255.0 - x) / deviation);
        double below = k == 0 ? 0 : phi((k / 255.0 - x) / deviation);
        return above - below;
    }

    private static double shot(int level, double x, double c) {
        double probability = Math.exp(-c * x);
        double sum = 0;
        for (int n = 0; n < 400; n++) {
            if (Math.min(255, (int) (255 * Math.min(n / c, 1))) == level) {
                sum += probability;
            }
            probability *= c * x / (n + 1);
        }
        return sum;
    }

    /** The normal distribution function, to 1e-12: Simpson's rule. */
    private static double phi(double z) {
        if (Math.abs(z) > 9) {
            return z > 0 ? 1 : 0;
        }
        int steps = 400;
        double h = z / steps;
        double sum = 1 + Math.exp(-z * z / 2);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-i * h * i * h / 2);
        }
        return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
    }
}
