package io.pokeai.engine.checkpoint;

import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Tensors of our own. */
public final class TestTensors {
    private TestTensors() {}

    public static Tensor floats(List<Long> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Tensors.of(DType.FLOAT32, shape, bytes.flip());
    }

    /** Random bits in every type and some shapes, an empty one and a scalar among them. */
    public static StateDict ofEveryType() {
        Random random = new Random(7);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (DType dtype : DType.values()) {
            for (List<Long> shape :
                    List.of(List.of(3L, 5L), List.<Long>of(), List.of(0L, 3L), List.of(1L, 2L, 1L, 4L))) {
                tensors.put(dtype.name().toLowerCase(Locale.ROOT) + shape, random(dtype, shape, random));
            }
        }
        return new StateDict(tensors);
    }

    public static Tensor random(DType dtype, List<Long> shape, Random random) {
        long elements = shape.stream().reduce(1L, (a, b) -> a * b);
        byte[] bytes = new byte[(int) elements * dtype.bytes()];
        random.nextBytes(bytes);
        if (dtype == DType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] &= 1;
            }
        }
        return Tensors.of(dtype, shape, ByteBuffer.wrap(bytes));
    }
}
