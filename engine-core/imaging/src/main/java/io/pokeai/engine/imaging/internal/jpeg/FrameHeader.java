package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;

/**
 * The frame header of a JPEG.
 *
 * @param at where the segment starts, after its marker
 * @param progressive whether coefficients come in several scans
 * @param maxHorizontal the largest horizontal sampling factor
 * @param maxVertical the largest vertical sampling factor
 */
record FrameHeader(
        int at, int width, int height, int components, boolean progressive, int maxHorizontal, int maxVertical) {
    private static final int FIRST_COMPONENT = 8;
    private static final int MAX_FACTOR = 4;
    private static final int EIGHT_BITS = 8;

    static FrameHeader read(Bytes file, int at, boolean progressive) {
        if (file.u8(at + 2) != EIGHT_BITS) {
            throw PictureException.corrupt("the JPEG has " + file.u8(at + 2) + " bits per sample.");
        }
        int components = file.u8(at + 7);
        int maxHorizontal = 1;
        int maxVertical = 1;
        for (int i = 0; i < components; i++) {
            int factors = file.u8(at + FIRST_COMPONENT + i * 3 + 1);
            requireFactor(factors >> 4);
            requireFactor(factors & 15);
            maxHorizontal = Math.max(maxHorizontal, factors >> 4);
            maxVertical = Math.max(maxVertical, factors & 15);
        }
        return new FrameHeader(
                at, file.u16be(at + 5), file.u16be(at + 3), components, progressive, maxHorizontal, maxVertical);
    }

    private static void requireFactor(int factor) {
        if (factor < 1 || factor > MAX_FACTOR) {
            throw PictureException.corrupt("the JPEG has a sampling factor of " + factor + ".");
        }
    }

    /** Units that hold blocks of all components, side by side. */
    int unitsAcross() {
        return Component.ceilDivide(width, Component.BLOCK_SIDE * maxHorizontal);
    }

    int unitsDown() {
        return Component.ceilDivide(height, Component.BLOCK_SIDE * maxVertical);
    }

    /** Component number {@code index}, which the caller closes. */
    Component component(Bytes file, int index) {
        int entry = at + FIRST_COMPONENT + index * 3;
        int factors = file.u8(entry + 1);
        int table = file.u8(entry + 2);
        if (table > 3) {
            throw PictureException.corrupt("the JPEG refers to quantisation table " + table + ".");
        }
        return new Component(this, file.u8(entry), factors >> 4, factors & 15, table);
    }
}
