package io.pokeai.engine.imaging.internal.geometry;

import java.util.Arrays;

/**
 * A decoded picture, read row by row.
 *
 * <p><b>Ownership</b> the caller closes it; then its native memory is gone.<br>
 * <b>Threads</b> confined to one.
 */
public interface PixelRows extends AutoCloseable {
    /** In pixels, at least 1. */
    int width();

    /** In pixels, at least 1. */
    int height();

    /** Whether samples come as blue, green, red; else red, green, blue. */
    boolean blueFirst();

    /**
     * Copies a part of one row.
     *
     * @param y the row
     * @param x the first pixel
     * @param pixels how many
     * @param target takes {@code 3 × pixels} bytes from its start on
     */
    void read(int y, int x, int pixels, byte[] target);

    /** Whether some pixels may be transparent, and {@link #readAlpha} tells which. */
    default boolean hasAlpha() {
        return false;
    }

    /**
     * Copies the transparency of one row, where {@link #hasAlpha}: from 0, transparent, to 255, opaque.
     *
     * @param y the row
     * @param target takes as many bytes as the row has pixels, from {@code at} on
     */
    default void readAlpha(int y, byte[] target, int at) {
        Arrays.fill(target, at, at + width(), (byte) 255);
    }

    @Override
    void close();
}
