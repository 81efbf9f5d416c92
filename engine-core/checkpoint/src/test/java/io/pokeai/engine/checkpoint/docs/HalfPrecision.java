package io.pokeai.engine.checkpoint.docs;

import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores the float32 weights of a checkpoint as bfloat16, which is half the bytes. */
final class HalfPrecision {
    static void convert(Path from, Path to) {
        Checkpoint checkpoint = CheckpointReader.read(from);
        Map<String, Tensor> halved = new LinkedHashMap<>();
        checkpoint.stateDict().tensors().forEach((name, tensor) -> halved.put(name, halved(tensor)));
        CheckpointWriter.write(to, new StateDict(halved));
    }

    private static Tensor halved(Tensor tensor) {
        if (tensor.dtype() != DType.FLOAT32) {
            return tensor;
        }
        FloatBuffer floats = tensor.floats();
        ByteBuffer halves = ByteBuffer.allocate(floats.remaining() * 2).order(ByteOrder.LITTLE_ENDIAN);
        while (floats.hasRemaining()) {
            // The upper half of a float32, rounded towards zero.
            halves.putShort((short) (Float.floatToRawIntBits(floats.get()) >>> 16));
        }
        return Tensors.of(DType.BFLOAT16, tensor.shape(), halves.flip());
    }
}
