package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.util.List;

/** Trained weights for modules in half precision. */
record HalfTensors(StateDict weights) implements ModuleTensors {
    @Override
    public Tensor floats(String name, List<Long> shape) {
        Tensor found = weights.find(name).orElseThrow(() -> invalid(name + " is missing"));
        if (!found.shape().equals(shape)) {
            throw invalid(name + " is " + found.shape() + ", expected " + shape);
        }
        return Tensors.half(name, found);
    }

    /** 0 when nobody has counted: only a training with a momentum of None reads it. */
    @Override
    public Tensor counter(String name) {
        return weights.find(name)
                .filter(tensor ->
                        tensor.dtype() == DType.INT64 && tensor.shape().isEmpty())
                .orElseGet(() -> Tensors.of(DType.INT64, List.of(), ByteBuffer.allocate(Long.BYTES)));
    }

    private static EngineException invalid(String problem) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "the weights do not fit the network: " + problem + ".",
                "Give the weights that were trained with it.");
    }
}
