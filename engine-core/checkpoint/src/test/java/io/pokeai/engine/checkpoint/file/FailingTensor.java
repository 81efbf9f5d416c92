package io.pokeai.engine.checkpoint.file;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Has no bytes to give. */
final class FailingTensor implements Tensor {
    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public List<Long> shape() {
        return List.of(1L);
    }

    @Override
    public long elements() {
        return 1;
    }

    @Override
    public ByteBuffer bytes() {
        throw new EngineException(ErrorCode.MODEL_INVALID, "gone", "");
    }

    @Override
    public FloatBuffer floats() {
        throw new EngineException(ErrorCode.MODEL_INVALID, "gone", "");
    }
}
