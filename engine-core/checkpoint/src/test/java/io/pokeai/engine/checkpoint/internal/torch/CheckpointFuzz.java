package io.pokeai.engine.checkpoint.internal.torch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.FileBytes;

/** Whatever a file holds: a checkpoint or an {@link EngineException}, nothing else. */
class CheckpointFuzz {
    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] file) {
        FileBytes bytes = FileBytes.of("fuzz.pth", file);
        CheckpointFiles.format(bytes);
        try {
            use(CheckpointFiles.read(bytes));
        } catch (EngineException e) {
            // What a hostile file should get.
        }
    }

    /** Reads all that was found. */
    static void use(Checkpoint checkpoint) {
        for (Tensor tensor : checkpoint.stateDict().tensors().values()) {
            if (tensor.bytes().remaining() != tensor.elements() * tensor.dtype().bytes()) {
                throw new AssertionError(tensor);
            }
            if (tensor.dtype().isFloating() && tensor.floats().remaining() != tensor.elements()) {
                throw new AssertionError(tensor);
            }
        }
        // Walks all plain values.
        if (checkpoint.entries().toString().isEmpty()) {
            throw new AssertionError();
        }
    }
}
