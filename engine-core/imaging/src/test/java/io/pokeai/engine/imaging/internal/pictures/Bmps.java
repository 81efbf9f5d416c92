package io.pokeai.engine.imaging.internal.pictures;

/** BMP files that OpenCV and ImageIO do not write. */
public final class Bmps {
    private static final int BITFIELDS = 3;
    private static final int RLE4 = 2;

    private Bmps() {}

    /** 16 bits per pixel, five of green or six. */
    public static byte[] highColour(int width, int height, boolean sixBitGreen) {
        FileBytes pixels = new FileBytes();
        for (int y = height - 1; y >= 0; y--) {
            int start = pixels.length();
            for (int x = 0; x < width; x++) {
                int red = Drawing.sample(x, y, 0) >> 3;
                int green = Drawing.sample(x, y, 1);
                int blue = Drawing.sample(x, y, 2) >> 3;
                pixels.u16le(sixBitGreen ? red << 11 | green >> 2 << 5 | blue : red << 10 | green >> 3 << 5 | blue);
            }
            pad(pixels, start);
        }
        byte[] masks = sixBitGreen
                ? new FileBytes().u32le(0xf800).u32le(0x7e0).u32le(0x1f).bytes()
                : new byte[0];
        return file(width, height, 16, sixBitGreen ? BITFIELDS : 0, masks, pixels.bytes(), true);
    }

    /** 32 bits per pixel, red in the highest byte, in the header that OpenCV ignores the masks of. */
    public static byte[] masked(int width, int height) {
        FileBytes pixels = new FileBytes();
        for (int y = height - 1; y >= 0; y--) {
            for (int x = 0; x < width; x++) {
                pixels.u8(7, Drawing.sample(x, y, 2), Drawing.sample(x, y, 1), Drawing.sample(x, y, 0));
            }
        }
        byte[] masks =
                new FileBytes().u32le(0xff000000).u32le(0xff0000).u32le(0xff00).bytes();
        return file(width, height, 32, BITFIELDS, masks, pixels.bytes(), true);
    }

    /** 4 bits per pixel, run-length coded: runs, literals of an odd number, short rows and a jump. */
    public static byte[] runLength(int width, int height) {
        FileBytes palette = new FileBytes();
        for (int i = 0; i < 16; i++) {
            palette.u8(i * 16, 255 - i * 13, i * 7, 0);
        }
        FileBytes pixels = new FileBytes();
        for (int y = 0; y < height; y++) {
            pixels.u8(width / 2, 0x12 + y % 8).u8(0, 5, 0x34, 0x56, 0x70, 0);
            if (y % 5 == 0) {
                pixels.u8(0, 2, 2, 0);
            }
            pixels.u8(3, 0xab).u8(0, 0);
        }
        // Pillow loses the fifth literal of each row, so one row more than is needed.
        pixels.u8(width, 0).u8(0, 1);
        return file(width, height, 4, RLE4, palette.bytes(), pixels.bytes(), true);
    }

    /** 8 bits per pixel with a palette, where the offset of the pixels is not filled in. */
    public static byte[] withoutOffset(int width, int height) {
        FileBytes palette = new FileBytes();
        for (int i = 0; i < 256; i++) {
            palette.u8(i, 255 - i, i * 3, 0);
        }
        FileBytes pixels = new FileBytes();
        for (int y = height - 1; y >= 0; y--) {
            int start = pixels.length();
            for (int x = 0; x < width; x++) {
                pixels.u8(Drawing.sample(x, y, 0));
            }
            pad(pixels, start);
        }
        return file(width, height, 8, 0, palette.bytes(), pixels.bytes(), false);
    }

    private static void pad(FileBytes pixels, int start) {
        while ((pixels.length() - start) % 4 != 0) {
            pixels.u8(0);
        }
    }

    private static byte[] file(
            int width, int height, int bits, int compression, byte[] tables, byte[] pixels, boolean withOffset) {
        int offset = 14 + 40 + tables.length;
        return new FileBytes()
                .text("BM")
                .u32le(offset + pixels.length)
                .u32le(0)
                .u32le(withOffset ? offset : 0)
                .u32le(40)
                .u32le(width)
                .u32le(height)
                .u16le(1)
                .u16le(bits)
                .u32le(compression)
                .u32le(pixels.length)
                .u32le(0)
                .u32le(0)
                .u32le(0)
                .u32le(0)
                .raw(tables)
                .raw(pixels)
                .bytes();
    }
}
