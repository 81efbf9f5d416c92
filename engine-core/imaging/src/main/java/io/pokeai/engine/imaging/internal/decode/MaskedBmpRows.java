package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.BmpHeader;
import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;

/**
 * A BMP with colour masks, or of 16 bits, as Pillow reads it: 5 and 6 bits are stretched to 0…255, where OpenCV shifts
 * them, and the masks of 32 bits count, which OpenCV does not look at in old headers.
 *
 * <p><b>Source</b> {@code unpackBGR15}, {@code unpackBGR16} of Pillow 12.3, src/libImaging/Unpack.c, and
 * src/PIL/BmpImagePlugin.py.
 */
final class MaskedBmpRows implements PixelRows {
    /** Where the masks stand: in the header or right after it, which is the same place. */
    private static final int MASKS = 14 + 40;

    private static final int ALPHA_MASK = MASKS + 12;

    /** The smallest header with a mask of alpha. */
    private static final int ALPHA_HEADER = 56;

    private static final int OPAQUE = -1;

    private static final int FIVE_BITS = 31;
    private static final int SIX_BITS = 63;

    private final BmpHeader header;
    private final Bytes file;
    private final int pixels;
    private final int pixelBytes;
    private final int stride;
    private final Samples samples;
    private final int alpha;
    private final byte[] row;

    /** How one stored pixel becomes three samples. */
    private interface Samples {
        void copy(byte[] row, int from, byte[] target, int to);
    }

    /**
     * @param header one whose {@link BmpHeader#isMasked} is true
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    MaskedBmpRows(BmpHeader header, Bytes file) {
        this.header = header;
        this.file = file;
        this.pixelBytes = header.bits() / 8;
        this.samples = samples(header, file);
        this.alpha = alpha(header, file);
        this.stride = ((int) header.width() * pixelBytes + 3) & ~3;
        this.pixels = (int) Math.min(header.pixels(), file.length());
        this.row = new byte[(int) header.width() * pixelBytes];
        // The padding of the last row may be missing.
        long end = pixels + (header.height() - 1) * stride + row.length;
        if (end > file.length()) {
            throw PictureException.corrupt("the BMP ends after " + file.length() + " of " + end + " bytes.");
        }
    }

    private static Samples samples(BmpHeader header, Bytes file) {
        if (header.compression() != BmpHeader.BITFIELDS) {
            return MaskedBmpRows::copy555;
        }
        long red = file.u32le(MASKS);
        long green = file.u32le(MASKS + 4);
        long blue = file.u32le(MASKS + 8);
        if (header.bits() == 16 && red == 0xf800 && green == 0x7e0 && blue == 0x1f) {
            return MaskedBmpRows::copy565;
        }
        if (header.bits() == 16 && red == 0x7c00 && green == 0x3e0 && blue == 0x1f) {
            return MaskedBmpRows::copy555;
        }
        if (header.bits() > 16 && isByte(red) && isByte(green) && isByte(blue)) {
            return bytes(byteOf(red), byteOf(green), byteOf(blue));
        }
        if (header.bits() > 16 && (red | green | blue) == 0) {
            return bytes(2, 1, 0);
        }
        throw PictureException.corrupt(String.format("the BMP has the colour masks %x, %x, %x.", red, green, blue));
    }

    /** Which byte of a pixel is its alpha; {@link #OPAQUE} when it has none. */
    private static int alpha(BmpHeader header, Bytes file) {
        if (header.bits() != 32 || header.compression() != BmpHeader.BITFIELDS) {
            return OPAQUE;
        }
        long mask = header.headerSize() >= ALPHA_HEADER ? file.u32le(ALPHA_MASK) : 0;
        if ((file.u32le(MASKS) | file.u32le(MASKS + 4) | file.u32le(MASKS + 8) | mask) == 0) {
            return 3; // without any mask Pillow takes blue, green, red, alpha
        }
        return isByte(mask) ? byteOf(mask) : OPAQUE;
    }

    private static boolean isByte(long mask) {
        return mask != 0 && mask == 0xffL << (8 * byteOf(mask));
    }

    private static int byteOf(long mask) {
        return Long.numberOfTrailingZeros(mask) / 8;
    }

    private static Samples bytes(int red, int green, int blue) {
        return (row, from, target, to) -> {
            target[to] = row[from + red];
            target[to + 1] = row[from + green];
            target[to + 2] = row[from + blue];
        };
    }

    private static void copy555(byte[] row, int from, byte[] target, int to) {
        int pixel = (row[from] & 0xff) | (row[from + 1] & 0xff) << 8;
        target[to] = (byte) ((pixel >> 10 & FIVE_BITS) * 255 / FIVE_BITS);
        target[to + 1] = (byte) ((pixel >> 5 & FIVE_BITS) * 255 / FIVE_BITS);
        target[to + 2] = (byte) ((pixel & FIVE_BITS) * 255 / FIVE_BITS);
    }

    private static void copy565(byte[] row, int from, byte[] target, int to) {
        int pixel = (row[from] & 0xff) | (row[from + 1] & 0xff) << 8;
        target[to] = (byte) ((pixel >> 11 & FIVE_BITS) * 255 / FIVE_BITS);
        target[to + 1] = (byte) ((pixel >> 5 & SIX_BITS) * 255 / SIX_BITS);
        target[to + 2] = (byte) ((pixel & FIVE_BITS) * 255 / FIVE_BITS);
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
        file.copy(pixels + stored * stride + x * pixelBytes, row, 0, count * pixelBytes);
        for (int i = 0; i < count; i++) {
            samples.copy(row, i * pixelBytes, target, i * 3);
        }
    }

    @Override
    public boolean hasAlpha() {
        return alpha >= 0;
    }

    @Override
    public void readAlpha(int y, byte[] target, int at) {
        int stored = header.topDown() ? y : height() - 1 - y;
        file.copy(pixels + stored * stride, row, 0, row.length);
        for (int i = 0; i < width(); i++) {
            target[at + i] = row[i * pixelBytes + alpha];
        }
    }

    @Override
    public void close() {
        // The bytes belong to the encoded picture.
    }
}
