package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Why a model was not opened, or not recognised: its files are no longer those that were looked at. It is the cause of a
 * {@code CONFLICT}; code that catches it looks at the files again.
 */
public final class FilesChanged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private FilesChanged(@Nullable Throwable cause) {
        super("the files have changed", cause, false, false);
    }

    /** @param cause what went wrong because of it, if anything did */
    public static EngineException of(Path file, @Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.CONFLICT,
                FileNames.shown(file) + " was replaced or written to while the model was opened.",
                "Repeat the call. Replace files by renaming complete new ones to their names.",
                new FilesChanged(cause));
    }

    /** Whether an exception that an opening or a recognition has thrown says so. */
    public static boolean isCauseOf(EngineException e) {
        return e.getCause() instanceof FilesChanged;
    }
}
