package io.pokeai.onnx.graph;

import io.pokeai.engine.checkpoint.Tensor;
import java.nio.FloatBuffer;

/** The values of one initializer, made piece by piece so that no second copy of large ones is ever held. */
interface WeightValues {
    /** How many there are. */
    int size();

    /** Fills what remains of a buffer with the values from an index on. */
    void read(int from, FloatBuffer target);

    /** The values of a tensor. */
    static WeightValues of(Tensor tensor) {
        int size = Math.toIntExact(tensor.elements());
        Tensor.Floats pieces = tensor.pieces();
        return new WeightValues() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public void read(int from, FloatBuffer target) {
                pieces.read(from, target);
            }
        };
    }

    /** Values that are in memory already. */
    static WeightValues of(FloatBuffer values) {
        return new WeightValues() {
            @Override
            public int size() {
                return values.remaining();
            }

            @Override
            public void read(int from, FloatBuffer target) {
                target.put(values.slice(values.position() + from, target.remaining()));
            }
        };
    }
}
