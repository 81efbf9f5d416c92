package io.pokeai.engine.checkpoint.file;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.HashedFile;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.internal.FileBytes;
import io.pokeai.engine.checkpoint.internal.torch.CheckpointFiles;
import java.nio.file.Path;

/**
 * A checkpoint whose file is held open, for a caller that reads all weights once:
 * {@link io.pokeai.engine.checkpoint.Tensor#pieces} then cost no memory beyond their target. The
 * checkpoint itself outlives it.
 *
 * <p><b>Ownership</b> the caller that opens it closes it.<br>
 * <b>Threads</b> any; it may be closed when no thread reads it.
 */
public final class OpenCheckpoint implements AutoCloseable {
    private final FileBytes file;
    private final Checkpoint checkpoint;

    private OpenCheckpoint(FileBytes file, Checkpoint checkpoint) {
        this.file = file;
        this.checkpoint = checkpoint;
    }

    /** Opens and reads a checkpoint. Errors as {@link CheckpointReader#read}. */
    @MustBeClosed
    public static OpenCheckpoint of(Path file) {
        return of(FileBytes.open(file));
    }

    /**
     * Reads a checkpoint through a file that is open, and only through it: nothing is mapped, and the tensors can be read as
     * long as the file is open, which stays its owner's. Errors as {@link CheckpointReader#read}, and those of the file.
     */
    @MustBeClosed
    public static OpenCheckpoint of(HashedFile file) {
        return of(FileBytes.of(file));
    }

    @MustBeClosed
    private static OpenCheckpoint of(FileBytes bytes) {
        try {
            return new OpenCheckpoint(bytes, CheckpointFiles.read(bytes));
        } catch (InternalError e) {
            bytes.close();
            // What the JDK throws for a page of a mapping whose file is no longer that long.
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    bytes.place().file() + ": became shorter while it was read.",
                    "Replace files by renaming new ones to their names.",
                    e);
        } catch (RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** What is in the file. */
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public void close() {
        file.close();
    }
}
