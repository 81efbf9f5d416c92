package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import java.util.Set;

/**
 * The header of a BMP.
 *
 * @param topDown whether the first stored row is the top one
 * @param bits of one pixel
 * @param compression 0 none, 1 RLE8, 2 RLE4, 3 none with colour masks
 * @param pixels where the pixel data starts
 * @param headerSize of the information header; 12 for the oldest kind
 */
public record BmpHeader(
        long width, long height, boolean topDown, int bits, long compression, long pixels, int headerSize)
        implements Header {
    private static final int INFO = 14;
    private static final int CORE_HEADER = 12;
    private static final int HIGH_COLOUR = 16;
    private static final Set<Long> HEADER_SIZES = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

    @Override
    public String format() {
        return "BMP";
    }

    /** Whether a pixel is 16 bits of red, green and blue, which Pillow stretches and OpenCV shifts. */
    public boolean isHighColour() {
        return bits == HIGH_COLOUR;
    }

    /** @throws EngineException {@code CORRUPT_IMAGE}, or {@code UNSUPPORTED_FORMAT} for text that starts with BM */
    static BmpHeader read(Bytes file) {
        long headerSize = file.u32le(INFO);
        if (!HEADER_SIZES.contains(headerSize)) {
            throw PictureException.unsupported(
                    "this looks like a BMP with an unknown header of " + headerSize + " bytes.");
        }
        long pixels = file.u32le(10);
        if (headerSize == CORE_HEADER) {
            return new BmpHeader(
                    Header.side("BMP", "width", file.u16le(INFO + 4)),
                    Header.side("BMP", "height", file.u16le(INFO + 6)),
                    false,
                    file.u16le(INFO + 10),
                    0,
                    pixels,
                    CORE_HEADER);
        }
        long width = Header.side("BMP", "width", file.s32le(INFO + 4));
        int height = file.s32le(INFO + 8);
        return new BmpHeader(
                width,
                Header.side("BMP", "height", Math.abs((long) height)),
                height < 0,
                file.u16le(INFO + 14),
                file.u32le(INFO + 16),
                pixels,
                (int) headerSize);
    }
}
