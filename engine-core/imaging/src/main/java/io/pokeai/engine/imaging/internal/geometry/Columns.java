package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Image;
import java.nio.ByteBuffer;

/** Some columns of a wider picture: the others are never read. */
final class Columns implements PixelRows {
    private final Image part;
    private final ByteBuffer pixels;
    private final int left;
    private final int width;

    /**
     * @param left which column of the whole picture is the first of the part
     * @param width of the whole picture
     */
    Columns(Image part, int left, int width) {
        this.part = part;
        this.pixels = part.asByteBuffer();
        this.left = left;
        this.width = width;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return part.height();
    }

    @Override
    public boolean blueFirst() {
        return false;
    }

    @Override
    public void read(int y, int x, int count, byte[] target) {
        pixels.get((y * part.width() + x - left) * Image.CHANNELS, target, 0, count * Image.CHANNELS);
    }

    @Override
    public void close() {
        // Nothing native.
    }
}
