package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/** Numbers of a learner as tensors of a state dict, and back. */
final class StateTensors {
    private StateTensors() {}

    static Tensor of(FloatBuffer values, List<Long> shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.capacity() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values.duplicate().rewind());
        return Tensors.of(DType.FLOAT32, shape, bytes);
    }

    /** In one dimension. */
    static Tensor of(float... values) {
        return of(FloatBuffer.wrap(values), List.of((long) values.length));
    }

    static Tensor counter(long count) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return Tensors.of(DType.INT64, List.of(), bytes.putLong(0, count));
    }

    static void read(StateDict state, String name, FloatBuffer target) {
        Tensor tensor = tensor(state, name);
        if (tensor.elements() != target.capacity()) {
            throw unfit(name);
        }
        target.put(0, tensor.floats(), 0, target.capacity());
    }

    static long count(StateDict state, String name) {
        return tensor(state, name).bytes().order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }

    private static Tensor tensor(StateDict state, String name) {
        return state.find(name).orElseThrow(() -> unfit(name));
    }

    private static EngineException unfit(String name) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "What was kept of the training lacks '" + name + "', or has it in another size.",
                "Begin the training anew ('--restart').");
    }
}
