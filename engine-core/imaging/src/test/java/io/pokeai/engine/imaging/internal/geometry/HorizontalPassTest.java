package io.pokeai.engine.imaging.internal.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.Crop.Rounding;
import io.pokeai.engine.api.Interpolation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast passes give what the definition gives, sample by sample. */
class HorizontalPassTest {
    private static final long SEED = 375;

    @Test
    void everySizeGivesTheWeightedSums() {
        Random random = new Random(SEED);
        int paired = 0;
        for (int trial = 0; trial < 2000; trial++) {
            int source = 1 + random.nextInt(trial % 4 == 0 ? 6000 : 600);
            long resized = 1L + random.nextInt(trial % 3 == 0 ? 2 * source : source);
            Weights weights = Weights.of(
                    AxisPlan.of(source, resized, 1 + random.nextInt(300), Rounding.HALF_EVEN, Interpolation.BILINEAR));
            String sizes = "seed " + SEED + ", trial " + trial + ": " + source + " to " + resized;
            check(weights, random, sizes);
            paired += weights.paired.isPresent() ? 1 : 0;
        }
        assertTrue(paired > 1000, "most of the sizes shrink, and " + paired + " were paired");
    }

    @Test
    void theLongestRowAndTheBrightestSamplesDoNotOverflow() {
        for (int source : new int[] {2, 255, 4000, 100_000}) {
            Weights weights = Weights.of(
                    AxisPlan.of(source, Math.max(1, source / 400), 224, Rounding.HALF_EVEN, Interpolation.BILINEAR));
            byte[] white = new byte[(weights.end(weights.starts.length - 1) - weights.starts[0]) * 3];
            Arrays.fill(white, (byte) 255);
            int[] found = new int[weights.starts.length * 3];
            HorizontalPass.resize(white, weights, 0, found);
            for (int sample : found) {
                assertEquals(255, sample, "a white row of " + source + " pixels stays white");
            }
        }
    }

    private static void check(Weights weights, Random random, String sizes) {
        int count = weights.starts.length;
        int first = weights.starts[0];
        byte[] row = new byte[(weights.end(count - 1) - first) * 3];
        random.nextBytes(row);
        int[] expected = new int[count * 3];
        for (int i = 0; i < expected.length; i++) {
            int pixel = i / 3;
            long sum = Weights.HALF;
            for (int k = 0; k < weights.lengths[pixel]; k++) {
                int sample = row[(weights.starts[pixel] - first + k) * 3 + i % 3] & 0xff;
                sum += (long) sample * weights.values[pixel * weights.stride + k];
            }
            expected[i] = (int) Math.min(sum >> Weights.BITS, 255);
        }
        int[] found = new int[expected.length];
        HorizontalPass.resize(row, weights, 0, found);
        assertArrayEquals(expected, found, sizes);
    }
}
