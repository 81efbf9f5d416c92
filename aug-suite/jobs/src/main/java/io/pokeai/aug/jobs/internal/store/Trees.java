package io.pokeai.aug.jobs.internal.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole folders. Links are deleted, never what they lead to. */
public final class Trees {
    private Trees() {}

    /** Deletes a folder with all that is in it; what cannot be deleted stays, and the log says so. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            if (!Files.exists(folder)) {
                return; // somebody else has deleted it, or given it another name
            }
            System.getLogger(Trees.class.getName())
                    .log(System.Logger.Level.WARNING, folder + " cannot be deleted: " + e.getMessage());
        }
    }
}
