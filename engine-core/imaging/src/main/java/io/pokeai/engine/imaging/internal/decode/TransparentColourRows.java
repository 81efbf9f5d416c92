package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.PngHeader;

/**
 * A PNG without an alpha channel of which one colour is transparent, as Pillow finds it: the low byte of what the file says is
 * compared with the samples of 8 bits, also where the file's samples have another number of bits.
 *
 * <p><b>Source</b> {@code chunk_tRNS} of Pillow 12.3, src/PIL/PngImagePlugin.py, and {@code rgbT2rgba},
 * src/libImaging/Convert.c.
 */
record TransparentColourRows(PixelRows rows, byte red, byte green, byte blue) implements PixelRows {
    private static final int SAMPLE_BYTES = 2;

    /**
     * @param rows closed with this
     * @param transparency the content of the chunk tRNS
     */
    static PixelRows of(PixelRows rows, PngHeader header, byte[] transparency) {
        int samples = header.isGrey() ? 1 : 3;
        if (transparency.length < samples * SAMPLE_BYTES) {
            return rows;
        }
        if (!header.isGrey()) {
            return new TransparentColourRows(rows, transparency[1], transparency[3], transparency[5]);
        }
        byte grey = transparency[1];
        if (header.bitDepth() == 1) {
            grey = (byte) ((transparency[0] | transparency[1]) == 0 ? 0 : 255);
        }
        return new TransparentColourRows(rows, grey, grey, grey);
    }

    @Override
    public int width() {
        return rows.width();
    }

    @Override
    public int height() {
        return rows.height();
    }

    @Override
    public boolean blueFirst() {
        return rows.blueFirst();
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        rows.read(y, x, count, target);
    }

    @Override
    public boolean hasAlpha() {
        return true;
    }

    @Override
    public void readAlpha(int y, byte[] target, int at) {
        byte[] row = new byte[width() * 3];
        read(y, 0, width(), row);
        byte first = blueFirst() ? blue : red;
        byte third = blueFirst() ? red : blue;
        for (int i = 0; i < width(); i++) {
            boolean same = row[3 * i] == first && row[3 * i + 1] == green && row[3 * i + 2] == third;
            target[at + i] = (byte) (same ? 0 : 255);
        }
    }

    @Override
    public void close() {
        rows.close();
    }
}
