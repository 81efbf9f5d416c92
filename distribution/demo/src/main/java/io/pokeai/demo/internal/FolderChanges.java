package io.pokeai.demo.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which files of a folder are new, or were written anew, since somebody looked last. Hidden files do not count. */
final class FolderChanges {
    private final Path folder;
    private Map<Path, State> seen = Map.of();

    private record State(long bytes, FileTime written) {}

    /** One file.
     *
     * @param path relative to the folder
     */
    record Changed(Path path, long bytes) {}

    /** @param folder need not exist */
    FolderChanges(Path folder) {
        this.folder = folder;
    }

    /** What has changed since the last call, or all that there is at the first one; in the order of their names. */
    List<Changed> next() throws IOException {
        Map<Path, State> now = states();
        List<Changed> changed = now.entrySet().stream()
                .filter(Predicate.not(entry -> entry.getValue().equals(seen.get(entry.getKey()))))
                .map(entry -> new Changed(entry.getKey(), entry.getValue().bytes()))
                .toList();
        seen = now;
        return changed;
    }

    private Map<Path, State> states() throws IOException {
        Map<Path, State> states = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Path path = folder.relativize(file);
                    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                    if (found.isRegularFile() && !isHidden(path)) {
                        states.put(path, new State(found.size(), found.lastModifiedTime()));
                    }
                }
            }
        }
        return states;
    }

    private static boolean isHidden(Path path) {
        for (Path part : path) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
