package io.pokeai.onnx.session;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * A temporary folder for the opening of one model. No other user can read it.
 *
 * <p><b>Ownership</b> its creator closes it, which deletes it with all that is in it.
 */
record PrivateFolder(Path path) implements AutoCloseable {
    private static final String PREFIX = "optimised";

    /**
     * In the cache, which is made if need be, else in the system's folder for temporary files; empty when neither can
     * be written.
     */
    @SuppressWarnings("MustBeClosedChecker") // handed on
    static Optional<PrivateFolder> anywhere(Path cache) {
        for (Path parent : List.of(cache, Path.of(System.getProperty("java.io.tmpdir")))) {
            try {
                return Optional.of(in(parent));
            } catch (IOException e) {
                System.getLogger(PrivateFolder.class.getName())
                        .log(System.Logger.Level.DEBUG, "no scratch folder in " + parent, e);
            }
        }
        return Optional.empty();
    }

    /** In a folder that is made if need be. */
    @MustBeClosed
    static PrivateFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new PrivateFolder(Files.createTempDirectory(parent, PREFIX));
    }

    @Override
    public void close() {
        delete(path);
    }

    /** Deletes a folder, if it exists. A failure only costs space. */
    static void delete(Path unwanted) {
        if (!Files.isDirectory(unwanted)) {
            return;
        }
        try {
            Files.walkFileTree(unwanted, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException e)
                        throws IOException {
                    Files.deleteIfExists(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            System.getLogger(PrivateFolder.class.getName())
                    .log(System.Logger.Level.DEBUG, unwanted + " cannot be deleted", e);
        }
    }
}
