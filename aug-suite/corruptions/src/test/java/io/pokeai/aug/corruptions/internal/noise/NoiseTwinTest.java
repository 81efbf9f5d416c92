package io.pokeai.aug.corruptions.internal.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.corruptions.internal.ReferenceCorruptions;
import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.spi.Augmentation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The noises beside other implementations with other seeds: what is added to a picture has the same distribution, by the
 * two-sample test of Kolmogorov and Smirnov over all samples.
 */
class NoiseTwinTest {
    private static final int SEEDS = 32;
    private static final long FIRST_SEED = 31_000_000;

    // Where the limit distribution leaves 1e-4: 2 exp(-2 d^2) = 1e-4. Ties only make the test milder.
    private static final double FARTHEST = 2.2253;

    private static final List<Augmentation> NOISES =
            List.of(new GaussianNoise(), new ShotNoise(), new ImpulseNoise(), new SpeckleNoise());

    /** One sample in 0…1, as the definition reads. */
    @FunctionalInterface
    private interface Twin {
        double of(double x, double c, Random random);
    }

    private static final List<Twin> TWINS = List.of(
            (x, c, random) -> x + c * random.nextGaussian(),
            (x, c, random) -> poisson(x * c, random) / c,
            (x, c, random) -> random.nextDouble() < c ? random.nextInt(2) : x,
            (x, c, random) -> x + x * c * random.nextGaussian());

    private static final double[][] STRENGTHS = {
        {0.08, 0.12, 0.18, 0.26, 0.38},
        {60, 25, 12, 5, 3},
        {0.03, 0.06, 0.09, 0.17, 0.27},
        {0.15, 0.2, 0.35, 0.45, 0.6}
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whatIsAddedIsDistributedAsInAPlainImplementation(int noise) {
        Image in = TestPictures.smooth(64, 64);
        for (int severity = 1; severity <= 5; severity++) {
            long[] ours = ours(NOISES.get(noise), in, severity);
            long[] twin = twin(TWINS.get(noise), in, STRENGTHS[noise][severity - 1]);
            assertThat(distance(ours, twin))
                    .as("%s:%d", NOISES.get(noise).info().name(), severity)
                    .isLessThan(FARTHEST);
        }
    }

    @Test
    void aTwentiethMoreOrLessWouldBeSeen() {
        Image in = TestPictures.smooth(64, 64);
        for (int noise = 0; noise < TWINS.size(); noise++) {
            for (double factor : new double[] {0.95, 1.05}) {
                assertThat(distance(
                                ours(NOISES.get(noise), in, 5),
                                twin(TWINS.get(noise), in, factor * STRENGTHS[noise][4])))
                        .as("%s with %s", NOISES.get(noise).info().name(), factor)
                        .isGreaterThan(FARTHEST);
            }
        }
    }

    @Test
    void whatIsAddedIsDistributedAsInTheReference() {
        Path data = ReferenceCorruptions.corruptions();
        int compared = 0;
        for (Map<String, Object> entry : ReferenceCorruptions.entries(data.resolve("goldens.json"))) {
            int severity = ((Number) entry.get("severity")).intValue();
            for (Augmentation noise : NOISES) {
                if (noise.info().name().equals(entry.get("corruption")) && entry.containsKey("file")) {
                    Image in = ReferenceCorruptions.png(data.resolve("inputs").resolve((String) entry.get("input")));
                    Image golden =
                            ReferenceCorruptions.png(data.resolve("goldens").resolve((String) entry.get("file")));
                    long[] theirs = new long[511];
                    count(in, golden, theirs);
                    assertThat(distance(ours(noise, in, severity, 2), theirs))
                            .as("%s:%d of %s", noise.info().name(), severity, entry.get("input"))
                            .isLessThan(FARTHEST);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(20);
    }

    private static long[] ours(Augmentation noise, Image in, int severity) {
        return ours(noise, in, severity, SEEDS);
    }

    private static long[] ours(Augmentation noise, Image in, int severity, int seeds) {
        long[] counts = new long[511];
        for (long seed = FIRST_SEED; seed < FIRST_SEED + seeds; seed++) {
            count(in, (Image) noise.apply(in, severity, noise.info().random(seed, in, severity)), counts);
        }
        return counts;
    }

    private static void count(Image in, Image out, long[] counts) {
        byte[] before = in.rgb();
        byte[] after = out.rgb();
        for (int i = 0; i < before.length; i++) {
            counts[255 + (after[i] & 0xff) - (before[i] & 0xff)]++;
        }
    }

    private static long[] twin(Twin twin, Image in, double c) {
        Random random = new Random(20_261_123);
        long[] counts = new long[511];
        for (int seed = 0; seed < SEEDS; seed++) {
            for (byte sample : in.rgb()) {
                int v = sample & 0xff;
                double y = Math.max(0, Math.min(1, twin.of(v / 255.0, c, random)));
                counts[255 + (int) (y * 255) - v]++;
            }
        }
        return counts;
    }

    /** Knuth: how many uniforms can be multiplied. */
    private static int poisson(double rate, Random random) {
        double limit = Math.exp(-rate);
        int count = 0;
        for (double product = random.nextDouble(); product >= limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** The largest distance of the two distribution functions, in units of its limit distribution. */
    private static double distance(long[] one, long[] other) {
        double n = sum(one);
        double m = sum(other);
        double farthest = 0;
        long a = 0;
        long b = 0;
        for (int i = 0; i < one.length; i++) {
            a += one[i];
            b += other[i];
            farthest = Math.max(farthest, Math.abs(a / n - b / m));
        }
        return farthest * Math.sqrt(n * m / (n + m));
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
