package io.pokeai.aug.evaluation.run;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the pictures of a table are: a path that is not a file is tried below the data set's folder, as PokeAI does; and with
 * slashes for backslashes, for tables that were written on Windows.
 *
 * @param start what relative paths are relative to
 * @param data the data set's folder, if one is named
 */
public record PictureFolder(Path start, Optional<Path> data) {
    /** The file of a picture; if it does not exist, the path where it was expected. */
    public Path file(String path) {
        return found(path)
                .or(() -> path.indexOf('\\') < 0 ? Optional.empty() : found(path.replace('\\', '/')))
                .orElseGet(() -> expected(path));
    }

    private Optional<Path> found(String path) {
        try {
            Path direct = start.resolve(path);
            if (Files.isRegularFile(direct)) {
                return Optional.of(direct);
            }
            return data.map(folder -> folder.resolve(path)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty(); // no file of this file system can have such a name
        }
    }

    private Path expected(String path) {
        Path folder = data.orElse(start);
        try {
            return folder.resolve(path);
        } catch (InvalidPathException e) {
            return folder; // a folder is not a picture: the row is left out, and its path is reported
        }
    }
}
