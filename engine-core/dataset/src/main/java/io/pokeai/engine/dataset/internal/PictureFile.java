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
            // No file can have this name, so none has: reading it says so.
            return data.resolve(".pokeai-no-such-file");
        }
    }
}
