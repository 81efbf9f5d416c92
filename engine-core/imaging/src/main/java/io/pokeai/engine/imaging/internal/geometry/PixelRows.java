package io.pokeai.engine.imaging.internal.geometry;

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

    @Override
    void close();
}
