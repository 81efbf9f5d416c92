package io.pokeai.engine.imaging.internal.pictures;

/** GIF files with a frame that is smaller than the screen. */
public final class Gifs {
    private static final int MIN_BITS = 4;
    private static final int CLEAR = 1 << MIN_BITS;

    private Gifs() {}

    /**
     * @param transparent index of the transparent colour, -1 for none
     * @param interlaced whether rows come in four passes
     */
    public static byte[] frame(int width, int height, int transparent, boolean interlaced) {
        FileBytes file =
                new FileBytes().text("GIF89a").u16le(width).u16le(height).u8(0x80 | 3, 2, 0);
        for (int i = 0; i < 16; i++) {
            file.u8(i * 15, 255 - i * 9, (i * 83) & 255);
        }
        if (transparent >= 0) {
            file.u8(0x21, 0xf9, 4, 1, 0, 0, transparent, 0);
        }
        int frameWidth = width - 5;
        int frameHeight = height - 7;
        file.u8(0x2c)
                .u16le(3)
                .u16le(4)
                .u16le(frameWidth)
                .u16le(frameHeight)
                .u8(interlaced ? 0x40 : 0)
                .u8(MIN_BITS);
        byte[] codes = codes(frameWidth, frameHeight, interlaced);
        for (int at = 0; at < codes.length; at += 255) {
            int count = Math.min(255, codes.length - at);
            file.u8(count).raw(java.util.Arrays.copyOfRange(codes, at, at + count));
        }
        return file.u8(0, 0x3b).bytes();
    }

    /** Each index as it is, the table cleared before codes grow longer. */
    private static byte[] codes(int width, int height, boolean interlaced) {
        FileBytes packed = new FileBytes();
        int bits = 0;
        int count = 0;
        int sinceClear = CLEAR;
        int[][] passes = interlaced ? new int[][] {{0, 8}, {4, 8}, {2, 4}, {1, 2}} : new int[][] {{0, 1}};
        for (int[] pass : passes) {
            for (int y = pass[0]; y < height; y += pass[1]) {
                for (int x = 0; x < width; x++) {
                    if (sinceClear++ > 10) {
                        bits |= CLEAR << count;
                        count += MIN_BITS + 1;
                        sinceClear = 0;
                    }
                    bits |= (Drawing.sample(x, y, 1) >> 4) << count;
                    count += MIN_BITS + 1;
                    for (; count >= 8; count -= 8, bits >>= 8) {
                        packed.u8(bits);
                    }
                }
            }
        }
        bits |= (CLEAR + 1) << count;
        return packed.u8(bits, bits >> 8).bytes();
    }
}
