package io.pokeai.cli.internal;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for derived data. */
final class CacheFolder {
    private CacheFolder() {}

    /** Whether it can be written, or made and written. */
    static boolean canBeWritten(Path folder) {
        for (Path one = folder.toAbsolutePath(); one != null; one = one.getParent()) {
            if (Files.exists(one)) {
                return Files.isDirectory(one) && Files.isWritable(one);
            }
        }
        return false;
    }
}
