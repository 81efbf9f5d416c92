package io.pokeai.aug.evaluation.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * The files of all rows, in their order; some may not exist.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for a table without rows; {@code NOT_A_FILE} if none of its pictures exists
     */
    public List<Path> files(PictureTable table) {
        List<Path> files = table.rows().stream().map(row -> file(row.path())).toList();
        if (files.isEmpty()) {
            throw EngineException.invalidArgument("The table has no rows.", "Give a table with pictures.");
        }
        if (files.stream().noneMatch(Files::exists)) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "None of the " + files.size() + " pictures of the table is there; the first one was expected at "
                            + files.get(0) + ".",
                    "Name the folder of the data set with --data DIR or POKEAI_DATASET_DIR.");
        }
        return files;
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
