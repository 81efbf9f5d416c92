package io.pokeai.engine.api;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A picture in floating point, as some augmentations give it: it is never rounded to bytes again.
 *
 * <p><b>Shape</b> {@code 3 × height × width} float32, planes red, green, blue.<br>
 * <b>Range</b> 0…1; NaN is refused.<br>
 * <b>Threads</b> immutable.
 */
public final class UnitImage implements Pixels {
    private static final float SAMPLES = 255f;

    private final int width;
    private final int height;
    private final float[] planes;

    /**
     * @param planes {@code 3 × height × width} values in [0, 1]; copied
     * @throws EngineException {@code INVALID_ARGUMENT} for a wrong number of values or one outside [0, 1]
     */
    public UnitImage(int width, int height, float[] planes) {
        if (width < 1 || height < 1 || (long) width * height * Image.CHANNELS != planes.length) {
            throw EngineException.invalidArgument(
                    "A unit image of " + width + " × " + height + " pixels was given " + planes.length + " values.",
                    "Give 3 × height × width values, one plane after the other.");
        }
        for (int i = 0; i < planes.length; i++) {
            if (!(planes[i] >= 0f && planes[i] <= 1f)) {
                throw EngineException.invalidArgument(
                        "Value " + i + " of a unit image is " + planes[i] + ".", "Values lie between 0 and 1.");
            }
        }
        this.width = width;
        this.height = height;
        this.planes = planes.clone();
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** A copy of the planes, {@code 3 × height × width}. */
    public float[] planes() {
        return planes.clone();
    }

    /** A read-only view of the planes, {@code 3 × height × width}, without a copy. */
    public FloatBuffer asFloatBuffer() {
        return FloatBuffer.wrap(planes).asReadOnlyBuffer();
    }

    /** The 8-bit picture that torchvision's {@code to_pil_image} makes of it: times 255, truncated. */
    public Image toImage() {
        int plane = width * height;
        byte[] rgb = new byte[planes.length];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < Image.CHANNELS; c++) {
                rgb[i * Image.CHANNELS + c] = (byte) (int) (planes[c * plane + i] * SAMPLES);
            }
        }
        return new Image(width, height, rgb);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnitImage that && width == that.width && Arrays.equals(planes, that.planes);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(planes);
    }

    @Override
    public String toString() {
        return "UnitImage[" + width + "×" + height + "]";
    }
}
