package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a data set with one folder for each class, sorted by class and path as Python sorts texts. */
public final class DatasetWalk {
    private static final Set<String> SUFFIXES = Set.of("jpg", "jpeg", "png", "webp", "bmp");

    private DatasetWalk() {}

    /** @throws EngineException {@code NOT_A_FILE} when it is not a folder; {@code INVALID_ARGUMENT} when it has no picture */
    public static List<DatasetFile> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    folder + " is not a directory.",
                    "Name the folder of the data set, with one folder for each class.");
        }
        List<DatasetFile> files = new ArrayList<>();
        try {
            for (Path home : classes(folder)) {
                files.addAll(pictures(home));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "The data set " + folder + " cannot be read: " + e.getMessage() + ".",
                    "Check its permissions.",
                    e);
        }
        if (files.isEmpty()) {
            throw EngineException.invalidArgument(
                    "There is no picture in the class folders of " + folder + ".",
                    "A data set has one folder for each class, with .jpg, .jpeg, .png, .webp or .bmp files in it.");
        }
        return files;
    }

    /**
     * How many pictures lie beside the class folders: they belong to no class, and {@link #files} leaves them out.
     *
     * @param folder of a data set; of anything else 0
     */
    public static int withoutClass(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.filter(file -> isPicture(name(file)) && Files.isRegularFile(file))
                    .count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // what walks over it says what is wrong with it
        }
    }

    private static List<Path> classes(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .sorted(Comparator.comparing(DatasetWalk::name, CodePointOrder.INSTANCE))
                    .toList();
        }
    }

    private static List<DatasetFile> pictures(Path home) throws IOException {
        // Links to folders are not followed below a class, as Python's rglob does it: a loop of links would not end.
        try (Stream<Path> entries = Files.walk(Files.isSymbolicLink(home) ? home.toRealPath() : home)) {
            Path root = Files.isSymbolicLink(home) ? home.toRealPath() : home;
            String label = name(home);
            return entries.filter(file -> isPicture(name(file)) && Files.isRegularFile(file))
                    .map(file -> new DatasetFile(below(label, root.relativize(file)), label, file))
                    .sorted(Comparator.comparing(DatasetFile::path, CodePointOrder.INSTANCE))
                    .toList();
        }
    }

    private static String below(String label, Path path) {
        StringBuilder text = new StringBuilder(label);
        path.forEach(part -> text.append('/').append(part));
        return text.toString();
    }

    /** By its suffix, as pathlib tells it: a name that only has a dot at its start has none. */
    private static boolean isPicture(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && SUFFIXES.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
