package io.pokeai.engine.runtime.internal.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers across processes which openings a process did not survive: native code that crashes ends the process, and the next
 * process would crash in the same way.
 *
 * <p>While a version is opened, warmed up and checked, a file lies in the folder, locked by the process. It is deleted when the
 * opening ends, with success or not, when the engine is closed, and when the process exits normally. A file that nobody locks
 * was left by a process that crashed or was killed meanwhile. A process that is killed while nothing is opening leaves none.
 * Locks also work in containers, where every process has the same number.
 *
 * <p>All is best effort: where the folder cannot be written, nothing is remembered.
 *
 * <p><b>Threads</b> safe, and so are several processes.
 */
public final class OpeningMarks implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(OpeningMarks.class.getName());
    private static final String SUFFIX = ".opening";
    private static final int KEY_DIGITS = 32;

    /** More are not looked at: another program fills the folder. */
    private static final int MAX_FILES = 10_000;

    /** Files of one version that are kept; older ones tell nothing new. */
    private static final int MAX_KEPT = 8;

    private final Path folder;

    /**
     * Names the process, not this object: closing any channel of a file gives up all locks that the process has on it, so a
     * process must never open a file of its own twice, from whatever class loader.
     */
    private final String process;

    @GuardedBy("this")
    private final Set<Mark> open = new HashSet<>();

    @GuardedBy("this")
    private @Nullable Thread atExit;

    @GuardedBy("this")
    private boolean closed;

    /** @param folder need not exist */
    public OpeningMarks(Path folder) {
        this(folder, processName());
    }

    OpeningMarks(Path folder, String process) {
        this.folder = folder;
        this.process = process;
    }

    private static String processName() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "-"
                + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** An opening that is under way. */
    public final class Mark implements AutoCloseable {
        private final Path file;
        private final FileChannel channel;

        private Mark(Path file, FileChannel channel) {
            this.file = file;
            this.channel = channel;
        }

        /** The opening has ended. */
        @Override
        public void close() {
            end(this);
        }
    }

    /** What is opened: the same content by the same build of a back end, for the same name. */
    public static String key(String name, Candidate candidate) {
        String text = String.join(
                "\n",
                name,
                candidate.spec().version(),
                candidate.spec().backend(),
                candidate.build().version());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The opening begins. The mark ends with it; null where nothing can be remembered. */
    public synchronized @Nullable Mark begin(String key) {
        if (closed) {
            return null;
        }
        Path file = folder.resolve(key + "." + process + "." + Long.toHexString(System.nanoTime()) + SUFFIX);
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("the file cannot be locked");
            }
            Mark mark = new Mark(file, channel);
            open.add(mark);
            endAtExit();
            return mark;
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "openings are not remembered in {0}: {1}", folder, e);
            discard(file, channel);
            return null;
        }
    }

    private synchronized void end(Mark mark) {
        if (open.remove(mark)) {
            discard(mark.file, mark.channel);
        }
    }

    private static void discard(Path file, @Nullable FileChannel channel) {
        try {
            // Deleted while it is locked: no process may see it without its lock.
            Files.deleteIfExists(file);
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} stays: {1}", file, e);
        }
    }

    /** When the processes that did not survive this opening began it, newest first. */
    List<Instant> crashes(String key) {
        List<Instant> times = new ArrayList<>();
        for (Path file : left(key)) {
            try {
                times.add(Files.getLastModifiedTime(file).toInstant());
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "{0} was removed meanwhile", file);
            }
        }
        times.sort(Comparator.reverseOrder());
        return times;
    }

    /** The opening succeeded, or was allowed: earlier crashes no longer count. */
    public void forget(String key) {
        left(key).forEach(file -> discard(file, null));
    }

    /** Files of processes that have ended. */
    private List<Path> left(String key) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> left = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.limit(MAX_FILES)
                    .filter(file -> isOfOthers(key, String.valueOf(file.getFileName())))
                    .toList()) {
                if (isLeft(file)) {
                    left.add(file);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} cannot be read: {1}", folder, e);
        }
        left.sort(Comparator.comparing(file -> file.toFile().lastModified()));
        while (left.size() > MAX_KEPT) {
            discard(left.remove(0), null);
        }
        return left;
    }

    private boolean isOfOthers(String key, String name) {
        return name.startsWith(key + ".") && name.endsWith(SUFFIX) && !name.startsWith(key + "." + process + ".");
    }

    private static boolean isLeft(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null && Files.exists(file);
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    @GuardedBy("this")
    private void endAtExit() {
        if (atExit == null) {
            Thread thread = new Thread(this::endAll, "pokeai-marks");
            try {
                Runtime.getRuntime().addShutdownHook(thread);
                atExit = thread;
            } catch (IllegalStateException e) {
                LOG.log(System.Logger.Level.DEBUG, "the process is ending");
            }
        }
    }

    private synchronized void endAll() {
        closed = true;
        for (Mark mark : List.copyOf(open)) {
            end(mark);
        }
    }

    /** The engine is closed normally: openings that still run leave no files. */
    @Override
    public synchronized void close() {
        endAll();
        Thread hook = atExit;
        atExit = null;
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                LOG.log(System.Logger.Level.DEBUG, "the process is ending");
            }
        }
    }
}
