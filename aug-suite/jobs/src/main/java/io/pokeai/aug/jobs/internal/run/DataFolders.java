package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.JobData;
import io.pokeai.aug.jobs.Uploads;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folders of data sets: those below one root, by their names, and those that callers have sent. Nothing outside of such a folder
 * is read for an order, wherever its tables and links lead.
 *
 * @param root empty when no data set may be named
 */
public record DataFolders(Optional<Path> root, Uploads uploads) {
    private static final String DATA = "data";
    private static final int MOST_NAMED = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_. -]{0,199}");

    /**
     * The folder of a data set.
     *
     * @return its real path; empty when the order names none
     * @throws EngineException {@code INVALID_ARGUMENT} for a name that is not that of a data set
     */
    public Optional<Path> find(JobData data) {
        if (data.upload().isPresent()) {
            String id = data.upload().get();
            return Optional.of(real(uploads.folder(id).orElseThrow(() -> unknownUpload(id)), "upload '" + id + "'"));
        }
        return data.name().map(this::named);
    }

    private static EngineException unknownUpload(String id) {
        return EngineException.invalidArgument(
                        "There is no upload '" + id + "'.", "Send the data set again, and use the id of the answer.")
                .ofField("upload");
    }

    private Path named(String name) {
        Path folder = root.orElseThrow(() -> EngineException.invalidArgument(
                        "No data set can be named: the service has no folder of data sets.",
                        "Start it with one, or send the data set.")
                .ofField(DATA));
        if (!NAME.matcher(name).matches()) {
            throw EngineException.invalidArgument(
                            "'" + name + "' is not the name of a data set.",
                            "Use the name of a folder below the folder of data sets: letters, digits, '_', '-', '.' and blanks.")
                    .ofField(DATA);
        }
        Path found = folder.resolve(name);
        if (!Files.isDirectory(found, LinkOption.NOFOLLOW_LINKS)) {
            List<String> known = known(folder);
            throw EngineException.invalidArgument(
                            "There is no data set '" + name + "'.",
                            known.isEmpty() ? "There is none at all." : "There are: " + String.join(", ", known) + ".")
                    .ofField(DATA)
                    .allowing(known);
        }
        return real(found, "data set '" + name + "'");
    }

    private static List<String> known(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> String.valueOf(path.getFileName()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .limit(MOST_NAMED)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path real(Path folder, String what) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, "The folder of " + what + " cannot be read.", "Look at the disk.", e);
        }
    }

    /**
     * A table inside a data set.
     *
     * @param folder real path of the data set
     * @throws EngineException {@code INVALID_ARGUMENT} for a path that leads out of it, or to no file
     */
    static Path split(Path folder, String split) {
        try {
            Path file = folder.resolve(split).normalize();
            if (file.startsWith(folder) && Files.isRegularFile(file) && isInside(file, folder)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw EngineException.invalidArgument(
                        "'split' is '" + split + "', which is not a file inside the data set.",
                        "Name a table of pictures and labels, relative to the data set.")
                .ofField("split");
    }

    /**
     * Whether a file, where its links lead, lies in a folder; also of one that does not exist.
     *
     * @param folder a real path
     */
    static boolean isInside(Path file, Path folder) {
        try {
            return file.toRealPath().startsWith(folder);
        } catch (IOException e) {
            return file.toAbsolutePath().normalize().startsWith(folder);
        }
    }
}
