package io.pokeai.engine.dataset.files;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Texts of an artifacts folder, for the run that has its {@link FolderLock}.
 *
 * <p><b>Threads</b> stateless.
 */
public final class TextFile {
    private TextFile() {}

    /**
     * Replaces a file completely or not at all.
     *
     * @throws EngineException {@code UNAVAILABLE} when it cannot be written
     */
    public static void write(Path file, String text) {
        try {
            WholeFile.writeAlone(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Says that a file or folder cannot be written. */
    public static EngineException unwritable(Path file, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                file + " cannot be written: " + e.getMessage() + ".",
                "Make its folder writable, or free space on its disk, and run the command again.",
                e);
    }
}
