package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Where the tensors of modules that are being described come from. */
interface ModuleTensors {
    /** Weights or statistics, by their full name. */
    Tensor floats(String name, List<Long> shape);

    /** A counter of batches: int64, a scalar. */
    Tensor counter(String name);

    /** Only names, types and shapes: for a network that has no weights yet. */
    static ModuleTensors withoutElements() {
        return new ModuleTensors() {
            @Override
            public Tensor floats(String name, List<Long> shape) {
                return new ShapeOnly(DType.FLOAT32, shape);
            }

            @Override
            public Tensor counter(String name) {
                return new ShapeOnly(DType.INT64, List.of());
            }
        };
    }

    /** A tensor that is not there yet. */
    record ShapeOnly(DType dtype, List<Long> shape) implements Tensor {
        @Override
        public long elements() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        @Override
        public ByteBuffer bytes() {
            throw new IllegalStateException("a tensor without elements");
        }

        @Override
        public FloatBuffer floats() {
            throw new IllegalStateException("a tensor without elements");
        }
    }
}
