package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;

/**
 * The logical screen of a GIF and its first frame.
 *
 * @param width of what is decoded: the screen, or more where the frame reaches beyond it
 * @param screenWidth may be 0
 * @param globalColours how many colours the global table has, 0 without a table
 * @param background index of the background colour
 * @param frame where the descriptor of the first frame starts, after its separator
 * @param transparent index of the transparent colour of the first frame, -1 without one
 */
public record GifHeader(
        long width,
        long height,
        int screenWidth,
        int screenHeight,
        int globalColours,
        int background,
        int frame,
        int transparent)
        implements Header {
    /** Where the global colour table starts. */
    public static final int GLOBAL_TABLE = 13;

    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int TRAILER = 0x3b;
    private static final int GRAPHIC_CONTROL = 0xf9;

    @Override
    public String format() {
        return "GIF";
    }

    /** @throws EngineException {@code CORRUPT_IMAGE} */
    static GifHeader read(Bytes file) {
        int screenWidth = file.u16le(6);
        int screenHeight = file.u16le(8);
        int flags = file.u8(10);
        int background = file.u8(11);
        int globalColours = (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
        int at = GLOBAL_TABLE + 3 * globalColours;
        int transparent = -1;
        while (true) {
            int kind = file.u8(at++);
            if (kind == FRAME) {
                break;
            }
            if (kind == TRAILER) {
                throw PictureException.corrupt("the GIF has no frame.");
            }
            // Bytes between blocks are skipped, as Pillow does.
            if (kind == EXTENSION) {
                if (file.u8(at) == GRAPHIC_CONTROL && file.u8(at + 1) >= 4 && (file.u8(at + 2) & 1) != 0) {
                    transparent = file.u8(at + 5);
                }
                at++;
                while (file.u8(at) != 0) {
                    at += 1 + file.u8(at);
                }
                at++;
            }
        }
        int frameWidth = file.u16le(at + 4);
        int frameHeight = file.u16le(at + 6);
        return new GifHeader(
                Header.side("GIF", "width", Math.max(screenWidth, file.u16le(at) + frameWidth)),
                Header.side("GIF", "height", Math.max(screenHeight, file.u16le(at + 2) + frameHeight)),
                screenWidth,
                screenHeight,
                globalColours,
                background,
                at,
                transparent);
    }
}
