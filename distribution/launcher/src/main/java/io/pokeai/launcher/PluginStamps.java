package io.pokeai.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Which jars are installed in a framework's storage: the stamp of each and the hash of its bytes. A jar whose stamp
 * differs is read again, and counts as another jar when its hash differs.
 *
 * <p><b>Threads</b> confined to {@link Plugins}.
 */
final class PluginStamps {
    private final Path file;
    private final Properties known = new Properties();

    /** @param file remembers them between processes; need not exist */
    PluginStamps(Path file) throws IOException {
        this.file = file;
        if (Files.isRegularFile(file)) {
            try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                known.load(in);
            }
        }
    }

    /** Whether a location holds the jar that is installed from it. */
    boolean isInstalled(String location, Path jar) throws IOException {
        String line = known.getProperty(location, "");
        String stamp = JarStamp.of(jar);
        if (stamp.isEmpty() || line.isEmpty()) {
            return false;
        }
        if (line.startsWith(stamp + " ")) {
            return true;
        }
        boolean sameBytes = line.endsWith(" " + JarStamp.sha256(jar));
        if (sameBytes) {
            remember(location, jar);
        }
        return sameBytes;
    }

    void remember(String location, Path jar) throws IOException {
        known.setProperty(location, JarStamp.of(jar) + " " + JarStamp.sha256(jar));
        write();
    }

    void forget(String location) throws IOException {
        if (known.remove(location) != null) {
            write();
        }
    }

    private void write() throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (var out = Files.newBufferedWriter(partial, StandardCharsets.UTF_8)) {
            known.store(out, null);
        }
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
