package io.pokeai.engine.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * One batch of pictures, ready for a model.
 *
 * <p><b>Shape</b> {@code [count, 3, height, width]}, RGB planes, row-major float32, normalised as {@link InputSpec}
 * says; a direct buffer in native order, so that a native library reads it in place.<br>
 * <b>Ownership</b> borrowed from the pipeline's pool: valid until the call that received it returns.<br>
 * <b>Threads</b> confined to one thread at a time.
 */
public final class ImageTensor {
    private final int count;
    private final int height;
    private final int width;
    private final FloatBuffer data;

    private ImageTensor(int count, int height, int width, FloatBuffer data) {
        this.count = count;
        this.height = height;
        this.width = width;
        this.data = data;
    }

    /** A zeroed tensor for up to {@code count} pictures. */
    public static ImageTensor allocate(int count, int height, int width) {
        if (count < 1 || height < 1 || width < 1) {
            throw EngineException.invalidArgument(
                    "A tensor cannot have the shape [" + count + ", 3, " + height + ", " + width + "].",
                    "All dimensions are at least 1.");
        }
        long bytes = Math.multiplyExact(Math.multiplyExact((long) count * Image.CHANNELS, (long) height * width), 4L);
        if (bytes > Integer.MAX_VALUE) {
            throw EngineException.invalidArgument(
                    "A tensor of " + bytes + " bytes is larger than the 2 GiB that one buffer can hold.",
                    "Use a smaller batch.");
        }
        FloatBuffer data = ByteBuffer.allocateDirect((int) bytes)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        return new ImageTensor(count, height, width, data);
    }

    /** A zeroed tensor for up to {@code count} pictures of the size that the spec says. */
    public static ImageTensor allocate(int count, InputSpec spec) {
        return allocate(count, spec.height(), spec.width());
    }

    /** The number of pictures. */
    public int count() {
        return count;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Floats of one picture: {@code 3 × height × width}. */
    public int pictureSize() {
        return Image.CHANNELS * height * width;
    }

    /** All values, position 0, limit {@code count × 3 × height × width}; shares memory with this tensor. */
    public FloatBuffer data() {
        return data.duplicate();
    }

    /** The values of one picture, for writing; shares memory with this tensor. */
    public FloatBuffer picture(int index) {
        Objects.checkIndex(index, count);
        return data.slice(index * pictureSize(), pictureSize());
    }

    /** A view of pictures {@code from} … {@code from + pictures - 1}; shares memory with this tensor. */
    public ImageTensor slice(int from, int pictures) {
        Objects.checkFromIndexSize(from, pictures, count);
        return new ImageTensor(pictures, height, width, data.slice(from * pictureSize(), pictures * pictureSize()));
    }

    @Override
    public String toString() {
        return "ImageTensor[" + count + ", 3, " + height + ", " + width + "]";
    }
}
