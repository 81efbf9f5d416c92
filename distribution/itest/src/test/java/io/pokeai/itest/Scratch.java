package io.pokeai.itest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of a test inside the build. */
final class Scratch {
    private static final String ROOT = "pokeai.itest.scratch";

    private Scratch() {}

    /** A new, empty folder. */
    static Path folder(String name) throws IOException {
        Path root = Files.createDirectories(Path.of(System.getProperty(ROOT, "target/scratch")));
        return Files.createTempDirectory(root.toAbsolutePath().normalize(), name + "-");
    }

    /** The youngest folder of a name. */
    static Path latest(String name) throws IOException {
        Path root = Path.of(System.getProperty(ROOT, "target/scratch"))
                .toAbsolutePath()
                .normalize();
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> String.valueOf(folder.getFileName()).startsWith(name + "-"))
                    .max(Comparator.comparing(folder -> folder.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /** Copies a file, or a folder with all that is in it. */
    static void copy(Path source, Path target) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All files of a folder, relative to it and sorted; the folder need not exist. */
    static List<String> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !file.equals(folder))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies in this JVM's folder for temporary files. */
    static List<String> temporaryFiles() {
        return files(Path.of(System.getProperty("java.io.tmpdir")));
    }
}
