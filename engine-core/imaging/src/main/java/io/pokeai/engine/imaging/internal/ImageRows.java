package io.pokeai.engine.imaging.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import java.nio.ByteBuffer;

/** A picture that is decoded already. */
record ImageRows(Image image, ByteBuffer pixels) implements PixelRows {
    ImageRows(Image image) {
        this(image, image.asByteBuffer());
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
        // On the heap: nothing to give back.
    }
}
