package io.pokeai.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A folder in which the framework remembers its bundles, so that the second start need not install them again.
 *
 * <p>Two frameworks cannot share a storage, and several command lines may run at once, so the folders are numbered:
 * each process locks the first that no other process holds. The lock ends with the process, also with one that is
 * killed.
 */
final class FrameworkStorage implements AutoCloseable {
    private static final int MAX_PROCESSES = 256;

    private final Path folder;
    private final FileChannel channel;
    private final boolean fresh;

    private FrameworkStorage(Path folder, FileChannel channel, boolean fresh) {
        this.folder = folder;
        this.channel = channel;
        this.fresh = fresh;
    }

    /**
     * Takes a folder.
     *
     * @param bundles what will be installed; a folder that was filled with anything else counts as fresh
     */
    static FrameworkStorage acquire(Path parent, List<Path> bundles) throws IOException {
        Files.createDirectories(parent);
        String fingerprint = fingerprint(bundles);
        for (int i = 0; i < MAX_PROCESSES; i++) {
            FileChannel channel = lock(parent.resolve(i + ".lock"));
            if (channel != null) {
                Path folder = parent.resolve(String.valueOf(i));
                Path mark = parent.resolve(i + ".bundles");
                boolean fresh = !Files.isDirectory(folder)
                        || !Files.exists(mark)
                        || !Files.readString(mark).equals(fingerprint);
                // Until the bundles are installed, the folder counts as fresh for the next process, too.
                if (fresh) {
                    Files.deleteIfExists(mark);
                    Files.deleteIfExists(parent.resolve(i + ".plugins"));
                }
                return new FrameworkStorage(folder, channel, fresh);
            }
        }
        throw new IOException(MAX_PROCESSES + " processes use " + parent + " already");
    }

    Path folder() {
        return folder;
    }

    /** True when the bundles have to be installed. */
    boolean isFresh() {
        return fresh;
    }

    /** The file that says which plugins are installed. */
    Path pluginStamps() {
        return folder.resolveSibling(folder.getFileName() + ".plugins");
    }

    /** Remembers that all bundles are installed. */
    void filled(List<Path> bundles) throws IOException {
        Path mark = folder.resolveSibling(folder.getFileName() + ".bundles");
        Files.writeString(mark, fingerprint(bundles));
    }

    /** Makes the folder count as fresh, and releases it. */
    void discard() throws IOException {
        Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + ".bundles"));
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @org.jspecify.annotations.Nullable
    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process holds the lock already: the folder is taken, as if by another process.
        }
        channel.close();
        return null;
    }

    private static String fingerprint(List<Path> bundles) {
        MessageDigest digest = JarStamp.sha256();
        for (Path bundle : bundles) {
            digest.update((bundle + "|" + JarStamp.of(bundle) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
