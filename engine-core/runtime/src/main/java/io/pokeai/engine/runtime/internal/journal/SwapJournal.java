package io.pokeai.engine.runtime.internal.journal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.SwapReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who changed what answers for which name, when, and with what result: one line of JSON each, with a checksum, on the disk
 * before the change is reported.
 *
 * <p>Lines are only appended. One that was cut short (the machine lost power) is closed by the next and skipped by readers.
 * A file that has grown past {@link #MAX_BYTES} becomes {@code swaps.1.jsonl}, in place of the one before: two files are
 * kept.
 *
 * <p><b>Threads</b> safe, and so are two processes: a writer holds a lock on the file. If the folder cannot be written, the
 * change is made without its line; the report says so.
 */
public final class SwapJournal {
    /** In the artifacts folder: it is not derived data, and cannot be made again. */
    public static final String FOLDER = "journal";

    static final String FILE = "swaps.jsonl";
    static final String OLDER = "swaps.1.jsonl";

    /** Some thousand changes. */
    static final long MAX_BYTES = 1 << 20;

    private static final int MOST_WAITING = 1_000;
    private static final int MAX_UNWRITTEN = 100;
    private static final int LOCK_ATTEMPTS = 400;
    private static final long LOCK_PAUSE_NANOS = 5_000_000;

    private static final System.Logger LOG = System.getLogger(SwapJournal.class.getName());

    private final Path folder;

    /** Lines that wait for the artifacts folder, the oldest first. */
    @GuardedBy("this")
    private final Queue<String> waiting = new ArrayDeque<>();

    /** Whether the artifacts folder has been seen. */
    @GuardedBy("this")
    private boolean wasThere;

    @GuardedBy("this")
    private boolean complained;

    /** Reports that could not be written, newest first; this process still lists them. */
    @GuardedBy("this")
    private final Deque<SwapReport> unwritten = new ArrayDeque<>();

    /** Who hears of all reports. */
    private volatile Consumer<SwapReport> listener = report -> {};

    /** @param folder need not exist */
    public SwapJournal(Path folder) {
        this.folder = folder;
        Path artifacts = folder.toAbsolutePath().getParent();
        this.wasThere = artifacts != null && Files.isDirectory(artifacts);
    }

    /** Sets who hears of every report that is written down; must be quick. */
    public void listen(Consumer<SwapReport> next) {
        listener = next;
    }

    /** Writes a report down unless it reports that nothing happened; returns it, with a note if that failed. */
    @CanIgnoreReturnValue
    public SwapReport write(SwapReport report) {
        if (report.outcome() == SwapReport.Outcome.UNCHANGED) {
            return report;
        }
        listener.accept(report);
        try {
            append(JournalLine.of(report));
            return report;
        } catch (IOException | RuntimeException e) {
            complain(e);
            keep(report);
            return noted(report, "Not in the journal: " + folder.resolve(FILE) + " cannot be written (" + e + ").");
        }
    }

    /** The newest first, at most so many, of one name or of all. */
    public List<SwapReport> read(Optional<String> model, int atMost) {
        return read(line -> true, report -> model.isEmpty() || model.get().equals(report.model()), atMost);
    }

    /** The newest first, at most so many, of one name that speak of one content hash. */
    List<SwapReport> readAbout(String model, String version, int atMost) {
        return read(
                line -> line.contains(version),
                report -> model.equals(report.model())
                        && Stream.of(report.from(), report.to())
                                .flatMap(Optional::stream)
                                .anyMatch(side -> side.version().equals(version)),
                atMost);
    }

    /** @param plausible which lines are worth being parsed */
    private List<SwapReport> read(Predicate<String> plausible, Predicate<SwapReport> wanted, int atMost) {
        List<SwapReport> reports = new ArrayList<>(kept(wanted));
        for (Path file : List.of(folder.resolve(FILE), folder.resolve(OLDER))) {
            if (reports.size() >= atMost) {
                break;
            }
            List<SwapReport> oldestFirst = new ArrayList<>();
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.filter(plausible)
                        .map(JournalLine::parse)
                        .flatMap(Optional::stream)
                        .filter(wanted)
                        .forEach(oldestFirst::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                LOG.log(System.Logger.Level.DEBUG, "no journal in {0}: {1}", file, e);
            }
            Collections.reverse(oldestFirst);
            reports.addAll(oldestFirst);
        }
        return List.copyOf(reports.subList(0, Math.min(atMost, reports.size())));
    }

    private synchronized void keep(SwapReport report) {
        unwritten.addFirst(report);
        if (unwritten.size() > MAX_UNWRITTEN) {
            unwritten.removeLast();
        }
    }

    private synchronized List<SwapReport> kept(Predicate<SwapReport> wanted) {
        return unwritten.stream().filter(wanted).toList();
    }

    /** While the artifacts folder is missing, lines wait: a new folder in its place could keep it from coming back. */
    private synchronized void append(String line) throws IOException {
        Path artifacts = folder.toAbsolutePath().getParent();
        boolean there = artifacts == null || Files.isDirectory(artifacts);
        wasThere |= there;
        if (wasThere && !there) {
            if (waiting.size() == MOST_WAITING) {
                waiting.remove();
            }
            waiting.add(line);
            return;
        }
        while (!waiting.isEmpty()) {
            put(waiting.element());
            waiting.remove();
        }
        put(line);
    }

    @GuardedBy("this")
    private void put(String line) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(FILE);
        try (FileChannel lock =
                        FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = hold(lock)) {
            assert held.isValid();
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.move(file, folder.resolve(OLDER), StandardCopyOption.ATOMIC_MOVE);
            }
            try (FileChannel out = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                String text = (endsCleanly(out) ? "" : "\n") + line + "\n";
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                long at = out.size();
                while (bytes.hasRemaining()) {
                    at += out.write(bytes, at);
                }
                out.force(true);
            }
        }
    }

    /** Another process, or another engine of this one, may be writing. */
    private static FileLock hold(FileChannel file) throws IOException {
        for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
            try {
                FileLock held = file.tryLock();
                if (held != null) {
                    return held;
                }
            } catch (OverlappingFileLockException e) {
                LOG.log(System.Logger.Level.TRACE, "another engine of this process writes");
            }
            LockSupport.parkNanos(LOCK_PAUSE_NANOS);
        }
        throw new IOException("another process has held its lock for 2 s");
    }

    private static boolean endsCleanly(FileChannel out) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return out.size() == 0 || (out.read(last, out.size() - 1) == 1 && last.get(0) == '\n');
    }

    private synchronized void complain(Exception e) {
        if (!complained) {
            complained = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "changes of models are not written down: {0} cannot be written ({1})",
                    folder,
                    e);
        }
    }

    private static SwapReport noted(SwapReport report, String note) {
        List<String> notes = new ArrayList<>(report.notes());
        notes.add(note);
        return new SwapReport(
                report.at(),
                report.who(),
                report.operation(),
                report.model(),
                report.outcome(),
                report.from(),
                report.to(),
                report.steps(),
                notes,
                report.error(),
                report.trial());
    }
}
