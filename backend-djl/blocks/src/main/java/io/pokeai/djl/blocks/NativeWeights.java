package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.pokeai.engine.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Copies weights into memory of libtorch, piece by piece, so that no weight is held twice. Native code does not read
 * the file: if the file became shorter meanwhile, the process would end.
 *
 * <p><b>Ownership</b> the tensors belong to the manager, which frees them when it is closed.<br>
 * <b>Threads</b> confined to one.
 */
public final class NativeWeights {
    private static final int PIECE_FLOATS = 1 << 20;

    private final NDManager manager;
    private final ByteBuffer piece =
            ByteBuffer.allocateDirect(PIECE_FLOATS * Float.BYTES).order(ByteOrder.nativeOrder());
    private long bytes;

    /** @param manager owns all tensors that are copied, and frees them when it is closed */
    public NativeWeights(NDManager manager) {
        this.manager = manager;
    }

    /** A tensor of the same shape and values, which the manager owns. */
    public NDArray copy(Tensor tensor) {
        long elements = tensor.elements();
        Tensor.Floats values = tensor.pieces();
        NDArray all = manager.create(new Shape(elements), DataType.FLOAT32);
        FloatBuffer floats = piece.clear().asFloatBuffer();
        for (long from = 0; from < elements; from += PIECE_FLOATS) {
            int count = (int) Math.min(PIECE_FLOATS, elements - from);
            values.read((int) from, floats.clear().limit(count));
            piece.clear().limit(count * Float.BYTES);
            try (NDArray part = manager.create(piece, new Shape(count), DataType.FLOAT32)) {
                all.set(new NDIndex().addSliceDim(from, from + count), part);
            }
        }
        bytes += elements * Float.BYTES;
        try (NDArray flat = all) {
            return flat.reshape(
                    new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray()));
        }
    }

    /** Bytes of all tensors that were copied so far. */
    public long bytes() {
        return bytes;
    }
}
