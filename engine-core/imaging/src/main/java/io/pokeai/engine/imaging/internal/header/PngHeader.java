package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;

/**
 * The header of a PNG.
 *
 * @param bitDepth bits of one sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGBA
 * @param animated whether an animation is declared before the image data
 */
public record PngHeader(long width, long height, int bitDepth, int colourType, boolean animated) implements Header {
    private static final int SIGNATURE = 8;
    private static final int CHUNK_FRAME = 12;
    private static final int GREY = 0;
    private static final int DEEP = 16;

    @Override
    public String format() {
        return "PNG";
    }

    /** Whether samples are 16-bit grey, which Pillow clips instead of scaling. */
    public boolean isDeepGrey() {
        return colourType == GREY && bitDepth == DEEP;
    }

    /** @throws EngineException {@code CORRUPT_IMAGE} */
    static PngHeader read(Bytes file) {
        file.require(SIGNATURE, 8 + 13);
        if (!file.spells(SIGNATURE + 4, "IHDR")) {
            throw PictureException.corrupt("the PNG does not start with its header chunk.");
        }
        long width = Header.side("PNG", "width", file.u32be(16));
        long height = Header.side("PNG", "height", file.u32be(20));
        if (Math.max(width, height) > Integer.MAX_VALUE) {
            throw PictureException.corrupt("the PNG claims " + width + " × " + height + " pixels.");
        }
        return new PngHeader(width, height, file.u8(24), file.u8(25), isAnimated(file));
    }

    /**
     * Takes the chunks of an animation out of a file, in place.
     *
     * @return how many bytes are left
     */
    public static int dropAnimation(ByteBuffer buffer) {
        Bytes file = new Bytes(buffer);
        byte[] all = new byte[0];
        int from = SIGNATURE;
        int to = SIGNATURE;
        while (from + CHUNK_FRAME <= file.length()) {
            int size = (int) Math.min(CHUNK_FRAME + file.u32be(from), file.length() - from);
            if (!file.spells(from + 4, "acTL") && !file.spells(from + 4, "fcTL") && !file.spells(from + 4, "fdAT")) {
                if (all.length < size) {
                    all = new byte[size];
                }
                buffer.get(from, all, 0, size);
                buffer.put(to, all, 0, size);
                to += size;
            }
            from += size;
        }
        return to;
    }

    private static boolean isAnimated(Bytes file) {
        long at = SIGNATURE;
        while (at + CHUNK_FRAME <= file.length() && !file.spells((int) at + 4, "IDAT")) {
            if (file.spells((int) at + 4, "acTL")) {
                return true;
            }
            at += CHUNK_FRAME + file.u32be((int) at);
        }
        return false;
    }
}
