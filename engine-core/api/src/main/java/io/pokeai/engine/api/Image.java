package io.pokeai.engine.api;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The 8-bit picture that a model sees after resize and crop.
 *
 * <p><b>Shape</b> {@code height × width × 3} bytes, row by row, red green blue, without padding.<br>
 * <b>Threads</b> immutable.
 */
public final class Image implements Pixels {
    /** Red, green, blue. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * @param rgb {@code height × width × 3} bytes; copied
     * @throws EngineException {@code INVALID_ARGUMENT} when the size and the number of bytes disagree
     */
    public Image(int width, int height, byte[] rgb) {
        EngineException.required(rgb, "rgb");
        if (width < 1 || height < 1 || (long) width * height * CHANNELS != rgb.length) {
            throw EngineException.invalidArgument(
                    "An image of " + width + " × " + height + " pixels was given " + rgb.length + " bytes.",
                    "Give height × width × 3 bytes, RGB, row by row.");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb.clone();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** A copy of the pixels, {@code height × width × 3}. */
    public byte[] rgb() {
        return rgb.clone();
    }

    /** A read-only view of the pixels, {@code height × width × 3}, without a copy. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(rgb).asReadOnlyBuffer();
    }

    /** One sample, 0…255; {@code channel} 0 is red, 1 green, 2 blue. */
    public int sample(int x, int y, int channel) {
        return rgb[(y * width + x) * CHANNELS + channel] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image that && width == that.width && Arrays.equals(rgb, that.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "Image[" + width + "×" + height + "]";
    }
}
