package io.pokeai.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One tensor of a checkpoint.
 *
 * <p><b>Ownership</b> a tensor of a file may be a view of the mapped file; it stays readable as long as it is reachable.<br>
 * <b>Threads</b> immutable; the buffers are the caller's own views.
 */
public interface Tensor {
    /** The element type as stored. */
    DType dtype();

    /** Sizes, slowest first; empty for a scalar. */
    List<Long> shape();

    /** The product of the sizes. */
    long elements();

    /**
     * The elements in row-major order, little-endian, read-only; without a copy where they are stored so.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when they are too many for one buffer
     */
    ByteBuffer bytes();

    /**
     * The elements in row-major order as float32, in a direct buffer of native byte order; without a copy where they are
     * stored so. Halves and bfloat16 are widened exactly, float64 is rounded to nearest.
     *
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the dtype {@linkplain DType#isFloating is not
     *     floating} or the elements are too many for one buffer
     */
    FloatBuffer floats();

    /**
     * Reads the elements of {@link #floats} piece by piece. While their
     * {@link io.pokeai.engine.checkpoint.file.OpenCheckpoint} is open, elements that are stored as float32 in row-major
     * order are read from the file and not through the mapping; others are converted and held in memory. Errors as
     * {@link #floats}.
     */
    default Floats pieces() {
        FloatBuffer all = floats();
        return (from, target) -> target.put(all.slice(from, target.remaining()));
    }

    /** Elements as float32, in row-major order. */
    @FunctionalInterface
    interface Floats {
        /**
         * Fills what remains of a buffer.
         *
         * @param from index of the first element; so many follow it
         * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the file has become shorter
         */
        void read(int from, FloatBuffer target);
    }
}
