package io.pokeai.engine.dataset.picture;

/** Grey of a colour: Pillow's {@code convert("L")}. <b>Source</b> {@code L24} of Pillow 12.3, src/libImaging/ImagingUtils.h. */
final class Grey {
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;
    private static final int HALF = 0x8000;
    private static final int BITS = 16;

    private Grey() {}

    /** Of three samples, red first. */
    static byte of(byte[] rgb, int at) {
        return (byte)
                (((rgb[at] & 0xff) * RED + (rgb[at + 1] & 0xff) * GREEN + (rgb[at + 2] & 0xff) * BLUE + HALF) >> BITS);
    }
}
