package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.kit.Arguments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which picture becomes which file, decided before anything is written. */
final class OutputPlan {
    private static final String PNG = ".png";
    private static final List<String> OTHER_PICTURES =
            List.of(".jpg", ".jpeg", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".ppm", ".avif", ".heic", ".jxl");
    private static final int MAX_PROBLEMS = 3;

    private OutputPlan() {}

    /**
     * @param directory what relative names start from
     * @param pictures what is read
     * @param output a file for a single picture, or a folder
     * @return the source of each target, in order
     * @throws EngineException {@code INVALID_ARGUMENT} when two pictures would become the same file, or one would overwrite
     *     a picture
     */
    static Map<Path, Path> of(Path directory, List<String> pictures, String output) {
        if (output.isBlank()) {
            throw EngineException.invalidArgument("'-o' is empty.", "Name a PNG file, or a folder.");
        }
        Path target = Arguments.path(output);
        boolean folder = Files.isDirectory(directory.resolve(target)) || !named(target, PNG);
        if (folder && isPictureName(target) && !Files.isDirectory(directory.resolve(target))) {
            throw EngineException.invalidArgument(
                    "'" + output + "' is not the name of a PNG file.", "Only PNG is written.");
        }
        Path place = absolute(directory, target);
        requireFolder(folder ? place : place.getParent());
        if (!folder && pictures.size() > 1) {
            throw EngineException.invalidArgument(
                    pictures.size() + " pictures cannot all become " + output + ".", "Name a folder with '-o'.");
        }
        Map<Path, Path> sources = new LinkedHashMap<>();
        Map<Path, String> names = new HashMap<>();
        Set<Path> inputs = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (String text : pictures) {
            Path picture = Arguments.path(text);
            inputs.add(absolute(directory, picture));
            Path file = absolute(directory, folder ? target.resolve(name(picture) + PNG) : target);
            sources.putIfAbsent(file, directory.resolve(picture));
            String other = names.putIfAbsent(file, text);
            if (other != null) {
                problems.add(
                        other.equals(text)
                                ? text + " is named twice"
                                : other + " and " + text + " would both become " + file.getFileName());
            }
        }
        for (Map.Entry<Path, Path> entry : sources.entrySet()) {
            if (inputs.contains(entry.getKey())) {
                problems.add(names.get(entry.getKey()) + " would overwrite the picture " + entry.getKey());
            }
        }
        if (!problems.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Nothing was written: " + shortened(problems) + ".",
                    "Name each picture once, or write to several folders.");
        }
        return sources;
    }

    /** What is there of a folder's path has to be folders. */
    private static void requireFolder(@Nullable Path folder) {
        Path known = folder;
        while (known != null && !Files.exists(known)) {
            known = known.getParent();
        }
        if (known != null && !Files.isDirectory(known)) {
            throw EngineException.invalidArgument(
                    "'" + known + "' is a file, not a directory.",
                    "Name a folder, or a file that ends in " + PNG + ".");
        }
    }

    private static String shortened(List<String> problems) {
        String first = String.join("; ", problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
        int more = problems.size() - MAX_PROBLEMS;
        return more > 0 ? first + "; and " + more + " more" : first;
    }

    private static boolean isPictureName(Path path) {
        return OTHER_PICTURES.stream().anyMatch(ending -> named(path, ending));
    }

    private static boolean named(Path path, String ending) {
        return name(path).toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Path absolute(Path directory, Path path) {
        return directory.resolve(path).toAbsolutePath().normalize();
    }
}
