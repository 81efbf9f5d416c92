package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.BmpHeader;
import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;

/**
 * A BMP of 16 bits per pixel as Pillow reads it: 5 and 6 bits are stretched to 0…255, where OpenCV shifts them.
 *
 * <p><b>Source</b> {@code unpackBGR15}, {@code unpackBGR16} of Pillow 12.3, src/libImaging/Unpack.c, and the masks that
 * src/PIL/BmpImagePlugin.py allows.
 */
final class HighColourBmpRows implements PixelRows {
    private static final int MASKS = 14 + 40;
    private static final int BITFIELDS = 3;
    private static final int FIVE_BITS = 31;
    private static final int SIX_BITS = 63;

    private final BmpHeader header;
    private final Bytes file;
    private final int pixels;
    private final int stride;
    private final boolean sixBitGreen;
    private final byte[] row;

    HighColourBmpRows(BmpHeader header, Bytes file) {
        this.header = header;
        this.file = file;
        this.sixBitGreen = hasSixBitGreen(header, file);
        this.stride = ((int) header.width() * 2 + 3) & ~3;
        this.pixels = (int) Math.min(header.pixels(), file.length());
        this.row = new byte[(int) header.width() * 2];
        // The padding of the last row may be missing.
        long needed = (header.height() - 1) * stride + row.length;
        if (pixels + needed > file.length()) {
            throw PictureException.corrupt(
                    "the BMP ends after " + file.length() + " of " + (pixels + needed) + " bytes.");
        }
    }

    private static boolean hasSixBitGreen(BmpHeader header, Bytes file) {
        if (header.compression() != BITFIELDS) {
            return false;
        }
        long red = file.u32le(MASKS);
        long green = file.u32le(MASKS + 4);
        long blue = file.u32le(MASKS + 8);
        if (red == 0xf800 && green == 0x7e0 && blue == 0x1f) {
            return true;
        }
        if (red == 0x7c00 && green == 0x3e0 && blue == 0x1f) {
            return false;
        }
        throw PictureException.corrupt(String.format("the BMP has the colour masks %x, %x, %x.", red, green, blue));
    }

    @Override
    public int width() {
        return (int) header.width();
    }

    @Override
    public int height() {
        return (int) header.height();
    }

    @Override
    public boolean blueFirst() {
        return false;
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        int stored = header.topDown() ? y : height() - 1 - y;
        file.copy(pixels + stored * stride + x * 2, row, 0, count * 2);
        for (int i = 0; i < count; i++) {
            int pixel = (row[i * 2] & 0xff) | (row[i * 2 + 1] & 0xff) << 8;
            target[i * 3 + 2] = (byte) ((pixel & FIVE_BITS) * 255 / FIVE_BITS);
            if (sixBitGreen) {
                target[i * 3] = (byte) ((pixel >> 11 & FIVE_BITS) * 255 / FIVE_BITS);
                target[i * 3 + 1] = (byte) ((pixel >> 5 & SIX_BITS) * 255 / SIX_BITS);
            } else {
                target[i * 3] = (byte) ((pixel >> 10 & FIVE_BITS) * 255 / FIVE_BITS);
                target[i * 3 + 1] = (byte) ((pixel >> 5 & FIVE_BITS) * 255 / FIVE_BITS);
            }
        }
    }

    @Override
    public void close() {
        // The bytes belong to the encoded picture.
    }
}
