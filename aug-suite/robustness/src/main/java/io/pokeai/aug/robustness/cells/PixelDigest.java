package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import java.nio.ByteBuffer;

/**
 * Tells pixels apart: the first eight bytes of the SHA-256 over kind, width and height (int32) and the samples, in big-endian order.
 * The kind is 1 for bytes, RGB of one pixel after the other, and 2 for float32 from 0 to 1, plane after plane.
 */
public final class PixelDigest {
    private PixelDigest() {}

    /** The digest of what a model sees; never 0. */
    public static long of(Pixels pixels) {
        long digest = pixels instanceof Image image
                ? RowScore.first(header(1, pixels), image.asByteBuffer())
                : RowScore.first(header(2, pixels), samples((UnitImage) pixels));
        return digest == 0 ? 1 : digest;
    }

    private static ByteBuffer header(int kind, Pixels pixels) {
        return ByteBuffer.allocate(3 * Integer.BYTES)
                .putInt(kind)
                .putInt(pixels.width())
                .putInt(pixels.height())
                .flip();
    }

    private static ByteBuffer samples(UnitImage pixels) {
        ByteBuffer samples = ByteBuffer.allocate(3 * pixels.width() * pixels.height() * Float.BYTES);
        samples.asFloatBuffer().put(pixels.asFloatBuffer());
        return samples;
    }
}
