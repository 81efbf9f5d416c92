package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;

/**
 * The header of a PNG.
 *
 * @param bitDepth bits of one sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGBA
 */
public record PngHeader(long width, long height, int bitDepth, int colourType) implements Header {
    private static final int DATA = PngChunks.SIGNATURE + 8;
    private static final int GREY = 0;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    private static final int DEEP = 16;

    @Override
    public String format() {
        return "PNG";
    }

    /** Whether samples are 16-bit grey, which Pillow clips instead of scaling. */
    public boolean isDeepGrey() {
        return colourType == GREY && bitDepth == DEEP;
    }

    /** Whether samples are grey; else they are colours, or indices of colours. */
    public boolean isGrey() {
        return colourType == GREY;
    }

    /** Whether pixels are indices of a palette. */
    public boolean hasPalette() {
        return colourType == PALETTE;
    }

    /** Whether each pixel has its own transparency. */
    public boolean hasAlphaChannel() {
        return colourType == GREY_ALPHA || colourType == RGB_ALPHA;
    }

    /** @throws EngineException {@code CORRUPT_IMAGE} */
    static PngHeader read(Bytes file) {
        file.require(PngChunks.SIGNATURE, 8 + 13);
        if (!file.spells(PngChunks.SIGNATURE, "\0\0\0\rIHDR")) {
            throw PictureException.corrupt("the PNG does not start with its header chunk.");
        }
        PngHeader header = new PngHeader(
                Header.side("PNG", "width", file.u32be(DATA)),
                Header.side("PNG", "height", file.u32be(DATA + 4)),
                file.u8(DATA + 8),
                file.u8(DATA + 9));
        boolean known = file.u8(DATA + 10) == 0 && file.u8(DATA + 11) == 0 && file.u8(DATA + 12) <= 1;
        if (Math.max(header.width, header.height) > Integer.MAX_VALUE || !known || !hasKnownSamples(header)) {
            throw PictureException.corrupt("the PNG has a header that no PNG can have (" + header.width + " × "
                    + header.height + ", colour type " + header.colourType + ", " + header.bitDepth + " bits).");
        }
        return header;
    }

    private static boolean hasKnownSamples(PngHeader header) {
        return switch (header.colourType) {
            case GREY -> Integer.bitCount(header.bitDepth) == 1 && header.bitDepth <= DEEP;
            case PALETTE -> Integer.bitCount(header.bitDepth) == 1 && header.bitDepth <= 8;
            case 2, GREY_ALPHA, RGB_ALPHA -> header.bitDepth == 8 || header.bitDepth == DEEP;
            default -> false;
        };
    }
}
