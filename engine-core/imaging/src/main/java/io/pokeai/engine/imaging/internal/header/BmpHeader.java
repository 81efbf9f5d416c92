package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;
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
    /** The compression that stands for none, and colour masks. */
    public static final int BITFIELDS = 3;

    private static final int OFFSET = 10;
    private static final int CORE_HEADER = 12;
    private static final int INFO_HEADER = 40;

    private static final int HIGH_COLOUR = 16;
    private static final Set<Long> HEADER_SIZES = Set.of(12L, 40L, 52L, 56L, 64L, 108L, 124L);

    @Override
    public String format() {
        return "BMP";
    }

    /** Whether Pillow and OpenCV read the pixels differently: those of 16 bits, and those with colour masks. */
    public boolean isMasked() {
        return bits == HIGH_COLOUR || (bits > HIGH_COLOUR && bits <= 32 && compression == BITFIELDS);
    }

    /** Whether pixels are run-length coded. */
    public boolean isRunLength() {
        return (compression == 1 && bits == 8) || (compression == 2 && bits == 4);
    }

    /** 256 colours of blue, green, red and a byte that does not count; black where the file has fewer. */
    public byte[] palette(Bytes file) {
        byte[] palette = new byte[256 * 4];
        long stated = file.u32le(INFO + 32);
        int count = (int) Math.min(stated == 0 ? 1L << bits : stated, 256);
        file.copy(INFO + headerSize, palette, 0, count * 4);
        return palette;
    }

    /**
     * Writes the offset of the pixels where it is 0: then Pillow takes them to follow headers and palette, and OpenCV
     * the file to start with them.
     */
    public void completeOffset(ByteBuffer file) {
        for (int i = 0; i < 4; i++) {
            file.put(OFFSET + i, (byte) (pixels >> (8 * i)));
        }
    }

    private static long pixels(Bytes file, long headerSize, int bits, long compression) {
        long stated = file.u32le(OFFSET);
        if (stated != 0) {
            return stated;
        }
        long colours = 0;
        if (bits <= 8) {
            long count = headerSize == CORE_HEADER ? 0 : file.u32le(INFO + 32);
            colours = (count == 0 ? 1L << bits : count) * (headerSize == CORE_HEADER ? 3 : 4);
        }
        long masks = compression == BITFIELDS && headerSize == INFO_HEADER ? 12 : 0;
        return Math.min(INFO + headerSize + masks + colours, Integer.MAX_VALUE);
    }

    /** @throws EngineException {@code CORRUPT_IMAGE}, or {@code UNSUPPORTED_FORMAT} for text that starts with BM */
    static BmpHeader read(Bytes file) {
        long headerSize = file.u32le(INFO);
        if (!HEADER_SIZES.contains(headerSize)) {
            throw PictureException.unsupported(
                    "this looks like a BMP with an unknown header of " + headerSize + " bytes.");
        }
        if (headerSize == CORE_HEADER) {
            return new BmpHeader(
                    Header.side("BMP", "width", file.u16le(INFO + 4)),
                    Header.side("BMP", "height", file.u16le(INFO + 6)),
                    false,
                    file.u16le(INFO + 10),
                    0,
                    pixels(file, headerSize, file.u16le(INFO + 10), 0),
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
                pixels(file, headerSize, file.u16le(INFO + 14), file.u32le(INFO + 16)),
                (int) headerSize);
    }
}
