package io.pokeai.engine.imaging.internal.jpeg;

/**
 * From luma and chroma to colour, in 16-bit fixed point. <b>Source</b> {@code build_ycc_rgb_table} of libjpeg-turbo 3.1,
 * src/jdcolor.c.
 */
final class YccToRgb {
    private static final int SCALE_BITS = 16;
    private static final int HALF = 1 << (SCALE_BITS - 1);

    // round(x * 2^16), named after x.
    private static final int F_1_40200 = 91881;
    private static final int F_1_77200 = 116130;
    private static final int F_0_71414 = 46802;
    private static final int F_0_34414 = 22554;

    private YccToRgb() {}

    static int redFrom(int redChroma) {
        return (F_1_40200 * redChroma + HALF) >> SCALE_BITS;
    }

    static int blueFrom(int blueChroma) {
        return (F_1_77200 * blueChroma + HALF) >> SCALE_BITS;
    }

    static int greenFrom(int blueChroma, int redChroma) {
        return (-F_0_34414 * blueChroma - F_0_71414 * redChroma + HALF) >> SCALE_BITS;
    }

    /** 255 less a colour, kept within 0…255. */
    static int inverted(int colour) {
        return Math.max(0, Math.min(255, 255 - colour));
    }
}
