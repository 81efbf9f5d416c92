package io.pokeai.engine.checkpoint.file;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.tensor.Half;
import io.pokeai.engine.checkpoint.internal.tensor.StridedTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Makes tensors of values in memory, for {@link CheckpointWriter}. */
public final class Tensors {
    private Tensors() {}

    /**
     * The elements of a tensor in half precision, rounded to nearest, ties to even; the tensor itself when they are halves.
     *
     * @param name for messages
     * @throws EngineException {@code MODEL_INVALID} when a finite element is beyond what a half holds, or the type is not floating
     */
    public static Tensor half(String name, Tensor tensor) {
        if (tensor.dtype() == DType.FLOAT16) {
            return tensor;
        }
        FloatBuffer values = tensor.floats();
        ByteBuffer halves =
                ByteBuffer.allocate(values.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            float value = values.get();
            short half = Half.toFloat16(value);
            if (Float.isInfinite(Half.fromFloat16(half)) && !Float.isInfinite(value)) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        name + " has an element " + value + ", which is beyond half precision (65504).",
                        "Train with a smaller learning rate.");
            }
            halves.putShort(half);
        }
        return of(DType.FLOAT16, tensor.shape(), halves.flip());
    }

    /**
     * A tensor in memory, holding a copy.
     *
     * @param bytes row-major, little-endian, as many as the shape takes
     * @throws EngineException {@code INVALID_ARGUMENT} when their number is another
     */
    public static Tensor of(DType dtype, List<Long> shape, ByteBuffer bytes) {
        return StridedTensor.copyOf(dtype, shape, bytes);
    }
}
