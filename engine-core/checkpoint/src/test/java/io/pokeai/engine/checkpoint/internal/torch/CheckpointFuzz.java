package io.pokeai.engine.checkpoint.internal.torch;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.FileBytes;

/** Whatever a file holds: a checkpoint or an {@link EngineException}, nothing else. */
class CheckpointFuzz {
    @FuzzTest(maxDuration = "10s")
    void readsOrRefuses(byte[] file) {
        try {
            Checkpoint checkpoint = CheckpointFiles.read(FileBytes.of("fuzz.pth", file));
            checkpoint.stateDict().tensors().values().forEach(Tensor::bytes);
        } catch (EngineException e) {
            // What a hostile file should get.
        }
    }
}
