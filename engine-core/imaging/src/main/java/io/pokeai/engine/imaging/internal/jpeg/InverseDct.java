package io.pokeai.engine.imaging.internal.jpeg;

import java.nio.ByteBuffer;

/**
 * The inverse discrete cosine transform of one block, in the accurate integer form.
 *
 * <p><b>Source</b> Loeffler, Ligtenberg and Moschytz, "Practical Fast 1-D DCT Algorithms with 11 Multiplications",
 * ICASSP 1989; constants and rounding of {@code jpeg_idct_islow}, libjpeg-turbo 3.1, src/jidctint.c. Where coefficients
 * are so large that sums overflow, they do so at 16 bits, as in simd/x86_64/jidctint-avx2.asm.
 */
final class InverseDct {
    private static final int CONST_BITS = 13;
    private static final int PASS1_BITS = 2;

    // round(x * 2^13), named after x.
    private static final int F_0_298631336 = 2446;
    private static final int F_0_390180644 = 3196;
    private static final int F_0_541196100 = 4433;
    private static final int F_0_765366865 = 6270;
    private static final int F_0_899976223 = 7373;
    private static final int F_1_175875602 = 9633;
    private static final int F_1_501321110 = 12299;
    private static final int F_1_847759065 = 15137;
    private static final int F_1_961570560 = 16069;
    private static final int F_2_053119869 = 16819;
    private static final int F_2_562915447 = 20995;
    private static final int F_3_072711026 = 25172;

    private static final int CENTRE = 128;

    private final int[] work = new int[Component.BLOCK];
    private final byte[] row = new byte[Component.BLOCK_SIDE];

    /**
     * @param block coefficients in natural order
     * @param target takes 8 rows of 8 samples, from {@code at} on, {@code stride} apart
     */
    void apply(int[] block, int[] quantisation, ByteBuffer target, int at, int stride) {
        for (int i = 0; i < Component.BLOCK; i++) {
            work[i] = (short) (block[i] * quantisation[i]);
        }
        transformColumns();
        for (int y = 0; y < Component.BLOCK_SIDE; y++) {
            int first = y * Component.BLOCK_SIDE;
            transform(first, 1, CONST_BITS + PASS1_BITS + 3);
            for (int x = 0; x < Component.BLOCK_SIDE; x++) {
                row[x] = (byte) Math.max(0, Math.min(255, work[first + x] + CENTRE));
            }
            target.put(at + y * stride, row);
        }
    }

    private void transformColumns() {
        int below = 0;
        for (int i = Component.BLOCK_SIDE; i < Component.BLOCK; i++) {
            below |= work[i];
        }
        if (below == 0) {
            for (int column = 0; column < Component.BLOCK_SIDE; column++) {
                short mean = (short) (work[column] << PASS1_BITS);
                for (int i = column; i < Component.BLOCK; i += Component.BLOCK_SIDE) {
                    work[i] = mean;
                }
            }
            return;
        }
        for (int column = 0; column < Component.BLOCK_SIDE; column++) {
            transform(column, Component.BLOCK_SIDE, CONST_BITS - PASS1_BITS);
        }
        for (int i = 0; i < Component.BLOCK; i++) {
            work[i] = Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, work[i]));
        }
    }

    /** Eight values in place, {@code step} apart, divided by 2^{@code shift} with rounding. */
    private void transform(int at, int step, int shift) {
        int[] w = work;
        // Even part.
        int z2 = w[at + 2 * step];
        int z3 = w[at + 6 * step];
        int z1 = (z2 + z3) * F_0_541196100;
        int even2 = z1 - z3 * F_1_847759065;
        int even3 = z1 + z2 * F_0_765366865;
        int even0 = (short) (w[at] + w[at + 4 * step]) << CONST_BITS;
        int even1 = (short) (w[at] - w[at + 4 * step]) << CONST_BITS;
        int t10 = even0 + even3;
        int t13 = even0 - even3;
        int t11 = even1 + even2;
        int t12 = even1 - even2;
        // Odd part.
        int o0 = w[at + 7 * step];
        int o1 = w[at + 5 * step];
        int o2 = w[at + 3 * step];
        int o3 = w[at + step];
        int y1 = -(o0 + o3) * F_0_899976223;
        int y2 = -(o1 + o2) * F_2_562915447;
        int z02 = (short) (o0 + o2);
        int z13 = (short) (o1 + o3);
        int sum = (z02 + z13) * F_1_175875602;
        int y3 = sum - z02 * F_1_961570560;
        int y4 = sum - z13 * F_0_390180644;
        o0 = o0 * F_0_298631336 + y1 + y3;
        o1 = o1 * F_2_053119869 + y2 + y4;
        o2 = o2 * F_3_072711026 + y2 + y3;
        o3 = o3 * F_1_501321110 + y1 + y4;
        int half = 1 << (shift - 1);
        w[at] = (t10 + o3 + half) >> shift;
        w[at + 7 * step] = (t10 - o3 + half) >> shift;
        w[at + step] = (t11 + o2 + half) >> shift;
        w[at + 6 * step] = (t11 - o2 + half) >> shift;
        w[at + 2 * step] = (t12 + o1 + half) >> shift;
        w[at + 5 * step] = (t12 - o1 + half) >> shift;
        w[at + 3 * step] = (t13 + o0 + half) >> shift;
        w[at + 4 * step] = (t13 - o0 + half) >> shift;
    }
}
