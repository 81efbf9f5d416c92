package io.pokeai.aug.corruptions.internal.edge;

/** Luma and colour differences of 8-bit samples (ITU-R BT.601, full range). */
final class Ycc {
    private static final double RED = 0.299;
    private static final double GREEN = 0.587;
    private static final double BLUE = 0.114;

    /** How much green loses for a blue minus luma of 1. */
    static final double GREEN_OF_BLUE = BLUE / GREEN;

    /** How much green loses for a red minus luma of 1. */
    static final double GREEN_OF_RED = RED / GREEN;

    private Ycc() {}

    static double luma(byte[] rgb, int pixel) {
        return RED * (rgb[3 * pixel] & 0xff) + GREEN * (rgb[3 * pixel + 1] & 0xff) + BLUE * (rgb[3 * pixel + 2] & 0xff);
    }
}
