package io.pokeai.engine.checkpoint.file;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.CheckpointFormat;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.torch.CheckpointFiles;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what {@code torch.save} wrote: state dicts, wrapped ones, whole modules; see {@code docs/checkpoints.md}.
 *
 * <p>A pickle is interpreted over an allow-list of names, each with a meaning of our own; nothing of the file is executed,
 * and no class is loaded by name. All sizes are bounded before anything is allocated for them.
 *
 * <p><b>Ownership</b> the file is mapped: tensors are views of it for as long as they are reachable. A file that shrinks
 * while it is mapped makes later reads fail with {@link InternalError}; replace files by renaming.<br>
 * <b>Threads</b> any.
 */
public final class CheckpointReader {
    private CheckpointReader() {}

    /**
     * Reads a checkpoint. Checksums are verified; beyond that, no weights are read until they are asked for.
     *
     * @throws EngineException {@code MODEL_REFUSED} when the file names what a checkpoint may not, or exceeds a bound;
     *     {@code MODEL_INVALID} when it is damaged, or holds no state dict; {@code NOT_A_FILE} when it cannot be read
     */
    public static Checkpoint read(Path file) {
        try (OpenCheckpoint open = OpenCheckpoint.of(file)) {
            return open.checkpoint();
        }
    }

    /**
     * How a file is packed, by its content; empty for what PyTorch did not write. Reads a few pages, runs nothing.
     *
     * @throws EngineException {@code NOT_A_FILE} when it cannot be read
     */
    public static Optional<CheckpointFormat> format(Path file) {
        try (FileBytes bytes = FileBytes.open(file)) {
            return CheckpointFiles.format(bytes);
        }
    }

    /** As {@link #looksLikeCheckpoint(Path)}, of a file that is open. */
    public static boolean looksLikeCheckpoint(HashedFile file) {
        return CheckpointFiles.format(FileBytes.of(file))
                .filter(format -> format != CheckpointFormat.TORCHSCRIPT)
                .isPresent();
    }

    /**
     * Whether {@link #read} is worth a try: the file is packed as a checkpoint is. {@code false} for TorchScript, which
     * {@link #format} tells apart, and for what cannot be read at all.
     */
    public static boolean looksLikeCheckpoint(Path file) {
        try {
            return format(file)
                    .filter(format -> format != CheckpointFormat.TORCHSCRIPT)
                    .isPresent();
        } catch (EngineException e) {
            return false;
        }
    }
}
