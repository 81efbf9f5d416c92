package io.pokeai.engine.checkpoint;

/** How a PyTorch file is packed. */
public enum CheckpointFormat {
    /** A zip archive with a pickle and a file per storage: {@code torch.save} since PyTorch 1.6. */
    ZIP,
    /** Pickles in a row, then the storages: {@code torch.save} before. */
    LEGACY,
    /** A program, {@code torch.jit.save}: recognised, but not read as a checkpoint. */
    TORCHSCRIPT
}
