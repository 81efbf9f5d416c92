package io.pokeai.engine.dataset.internal;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where the file of a row lies. */
public final class PictureFile {
    private PictureFile() {}

    /** The path as it is, if a file is there, else below the data set, as PokeAI looks for it. */
    public static Path find(Path data, String path) {
        try {
            Path file = Path.of(path);
            return Files.isRegularFile(file) ? file : data.resolve(path);
        } catch (InvalidPathException e) {
            // No file can have this name; the caller finds that this path does not exist.
            return data.resolve(".pokeai-no-such-file");
        }
    }

    /** Whether the text of a path leads to the same file: a name may have bytes that are not UTF-8. */
    static boolean isNameable(Path file) {
        try {
            return Path.of(file.toString()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
