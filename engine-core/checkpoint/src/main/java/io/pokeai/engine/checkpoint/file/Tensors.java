package io.pokeai.engine.checkpoint.file;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.tensor.StridedTensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Makes tensors of values in memory, for {@link CheckpointWriter}. */
public final class Tensors {
    private Tensors() {}

    /**
     * A tensor in memory, holding a copy.
     *
     * @param bytes row-major, little-endian, as many as the shape takes
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} when their number is another
     */
    public static Tensor of(DType dtype, List<Long> shape, ByteBuffer bytes) {
        return StridedTensor.copyOf(dtype, shape, bytes);
    }
}
