package io.pokeai.engine.dataset.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.commons.io.file.PathUtils;

/**
 * A folder that appears under its name only when it is complete, in the place of an older one.
 *
 * <p><b>Ownership</b> the caller that began it closes it; a folder that is not finished is deleted then. The next run deletes
 * what a killed run has left, so only one run may work at a time.
 */
public final class WholeFolder implements AutoCloseable {
    private final Path target;
    private final Path part;

    private WholeFolder(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /** Begins with an empty folder beside the target. */
    public static WholeFolder begin(Path target) throws IOException {
        Path home = target.toAbsolutePath().getParent();
        Files.createDirectories(home == null ? target : home);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(home, prefix(target) + "*.part")) {
            for (Path each : left) {
                delete(each);
            }
        }
        return new WholeFolder(target, Files.createDirectory(beside(target)));
    }

    private static String prefix(Path target) {
        return ".pokeai-" + target.getFileName() + "-";
    }

    private static Path beside(Path target) {
        return target.resolveSibling(prefix(target) + UUID.randomUUID() + ".part");
    }

    /** Where the files are put. */
    public Path part() {
        return part;
    }

    /** Gives the folder its name; nothing may be put into it afterwards. */
    public void finish() throws IOException {
        if (!Files.exists(target)) {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        Path old = beside(target);
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    @Override
    public void close() {
        try {
            delete(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            PathUtils.deleteDirectory(folder);
        }
    }
}
