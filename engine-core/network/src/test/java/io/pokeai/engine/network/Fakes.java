package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** State dicts of which only names, shapes and types exist. */
final class Fakes {
    private Fakes() {}

    static Checkpoint checkpoint(Map<String, Tensor> tensors) {
        return new Checkpoint(new StateDict(tensors), Optional.empty(), Map.of());
    }

    static Tensor tensor(long... shape) {
        return tensor(DType.FLOAT32, Arrays.stream(shape).boxed().toList());
    }

    static Tensor tensor(DType type, List<Long> shape) {
        return new NoElements(type, shape);
    }

    /** All tensors that the described network wants. */
    static Map<String, Tensor> tensors(NetworkBuilder builder) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        builder.tensors().forEach((name, shape) -> tensors.put(name, tensor(DType.FLOAT32, shape)));
        return tensors;
    }

    private record NoElements(DType dtype, List<Long> shape) implements Tensor {
        @Override
        public long elements() {
            return shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        }

        @Override
        public ByteBuffer bytes() {
            throw new AssertionError("no element may be read");
        }

        @Override
        public FloatBuffer floats() {
            throw new AssertionError("no element may be read");
        }
    }
}
