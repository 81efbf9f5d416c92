package io.pokeai.engine.imaging.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import java.nio.ByteBuffer;

/** A picture that is decoded already. */
record ImageRows(Image image, ByteBuffer pixels) implements PixelRows {
    ImageRows(Image image) {
        this(image, image.asByteBuffer());
    }

    /** Copies a whole picture to the heap, as RGB. */
    static Image copy(PixelRows rows) {
        int stride = rows.width() * Image.CHANNELS;
        byte[] row = new byte[stride];
        byte[] rgb = new byte[rows.height() * stride];
        for (int y = 0; y < rows.height(); y++) {
            rows.read(y, 0, rows.width(), row);
            if (rows.blueFirst()) {
                for (int i = 0; i < stride; i += Image.CHANNELS) {
                    byte blue = row[i];
                    row[i] = row[i + 2];
                    row[i + 2] = blue;
                }
            }
            System.arraycopy(row, 0, rgb, y * stride, stride);
        }
        return new Image(rows.width(), rows.height(), rgb);
    }

    /** The transparency of all of a picture. */
    static byte[] copyAlpha(PixelRows rows) {
        byte[] alpha = new byte[rows.width() * rows.height()];
        for (int y = 0; y < rows.height(); y++) {
            rows.readAlpha(y, alpha, y * rows.width());
        }
        return alpha;
    }

    @Override
    public int width() {
        return image.width();
    }

    @Override
    public int height() {
        return image.height();
    }

    @Override
    public boolean blueFirst() {
        return false;
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        pixels.get((y * width() + x) * Image.CHANNELS, target, 0, count * Image.CHANNELS);
    }

    @Override
    public void close() {
        // All is on the heap: there is nothing to free.
    }
}
