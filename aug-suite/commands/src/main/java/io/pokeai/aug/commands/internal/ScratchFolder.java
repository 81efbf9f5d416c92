package io.pokeai.aug.commands.internal;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder in the cache for what one command needs while it runs.
 *
 * @param path deleted, with the files in it, when this is closed
 */
record ScratchFolder(Path path) implements AutoCloseable {
    @MustBeClosed
    static ScratchFolder make(Path cache) throws IOException {
        Files.createDirectories(cache);
        return new ScratchFolder(Files.createTempDirectory(cache, "scratch-"));
    }

    @Override
    public void close() throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(path)) {
            files = found.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(path);
    }
}
