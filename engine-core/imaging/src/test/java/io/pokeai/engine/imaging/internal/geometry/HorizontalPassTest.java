package io.pokeai.engine.imaging.internal.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.Crop.Rounding;
import io.pokeai.engine.api.Interpolation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast passes give what Pillow's formula gives, sample by sample; the formula is written here once more. */
class HorizontalPassTest {
    private static final long SEED = 375;

    // Pillow's PRECISION_BITS, 32 - 8 - 2.
    private static final int BITS = 22;

    @Test
    void everySizeGivesTheWeightedSums() {
        Random random = new Random(SEED);
        int paired = 0;
        for (int trial = 0; trial < 2000; trial++) {
            int source = 1 + random.nextInt(trial % 4 == 0 ? 6000 : 600);
            long resized = 1L + random.nextInt(trial % 3 == 0 ? 2 * source : source);
            AxisPlan axis =
                    AxisPlan.of(source, resized, 1 + random.nextInt(300), Rounding.HALF_EVEN, Interpolation.BILINEAR);
            ResampleKernel kernel = ResampleKernel.of(axis);
            check(axis, kernel, random, "seed " + SEED + ", trial " + trial + ": " + source + " to " + resized);
            paired += kernel.paired.isPresent() ? 1 : 0;
        }
        assertTrue(paired > 1000, "most of the sizes shrink, and " + paired + " were paired");
    }

    @Test
    void theLongestRowAndTheBrightestSamplesDoNotOverflow() {
        for (int source : new int[] {2, 255, 4000, 100_000}) {
            AxisPlan axis =
                    AxisPlan.of(source, Math.max(1, source / 400), 224, Rounding.HALF_EVEN, Interpolation.BILINEAR);
            byte[] white = new byte[row(axis) * 3];
            Arrays.fill(white, (byte) 255);
            int[] found = new int[axis.count() * 3];
            HorizontalPass.resize(white, ResampleKernel.of(axis), 0, found);
            for (int sample : found) {
                assertEquals(255, sample, "a white row of " + source + " pixels stays white");
            }
        }
    }

    private static void check(AxisPlan axis, ResampleKernel kernel, Random random, String sizes) {
        int first = Window.of(axis, 0).start;
        assertEquals(first, kernel.first(), "first source pixel, " + sizes);
        assertEquals(first + row(axis), kernel.end(), "end of the source pixels, " + sizes);
        byte[] row = new byte[row(axis) * 3];
        random.nextBytes(row);
        int[] expected = new int[axis.count() * 3];
        for (int pixel = 0; pixel < axis.count(); pixel++) {
            Window window = Window.of(axis, pixel);
            int origin = window.start - first;
            for (int c = 0; c < 3; c++) {
                long sum = 1L << (BITS - 1);
                for (int k = 0; k < window.fixed.length; k++) {
                    sum += (long) (row[(origin + k) * 3 + c] & 0xff) * window.fixed[k];
                }
                expected[3 * pixel + c] = (int) Math.min(sum >> BITS, 255);
            }
        }
        int[] found = new int[expected.length];
        HorizontalPass.resize(row, kernel, 0, found);
        assertArrayEquals(expected, found, sizes);
    }

    /** How many source pixels the crop needs. */
    private static int row(AxisPlan axis) {
        Window last = Window.of(axis, axis.count() - 1);
        return last.start + last.fixed.length - Window.of(axis, 0).start;
    }

    /**
     * The source pixels that make one pixel of the crop, and their weights: {@code precompute_coeffs} and
     * {@code normalize_coeffs_8bpc} of Pillow 12.3, src/libImaging/Resample.c, for bilinear.
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Window(int start, long[] fixed) {
        static Window of(AxisPlan axis, int pixel) {
            if (axis.resized() == axis.source()) {
                // Pillow leaves an axis alone whose length stays.
                return new Window((int) axis.first() + pixel, new long[] {1L << BITS});
            }
            double scale = (double) axis.source() / axis.resized();
            double support = Math.max(scale, 1.0);
            double narrowing = 1.0 / support;
            double centre = (axis.first() + pixel + 0.5) * scale;
            int start = (int) Math.max(0, centre - support + 0.5);
            int end = (int) Math.min(axis.source(), centre + support + 0.5);
            double[] weights = new double[end - start];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.max(0, 1 - Math.abs((k + start - centre + 0.5) * narrowing));
                sum += weights[k];
            }
            long[] fixed = new long[weights.length];
            for (int k = 0; k < fixed.length; k++) {
                fixed[k] = (long) Math.floor(0.5 + weights[k] / sum * (1 << BITS));
            }
            return new Window(start, fixed);
        }
    }
}
