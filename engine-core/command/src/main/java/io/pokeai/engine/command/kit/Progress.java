package io.pokeai.engine.command.kit;

import io.pokeai.engine.command.CliSession;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that says how far a long run is; silent where messages do not go to a terminal.
 *
 * <pre>{@code
 * try (Progress progress = Progress.of(session, pictures.size())) {
 *     for (Path picture : pictures) {
 *         progress.done(!work(picture));
 *     }
 * }
 * }</pre>
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> its creator closes it, which takes the line away.
 */
public final class Progress implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean shows;
    private final boolean sharesTerminal;
    private String part = "";

    // A walk in the background sets it, and stops when the line is closed.
    private volatile long total = -1;
    private volatile boolean closed;

    private long start = System.nanoTime();
    private long shownAt = start - INTERVAL_NANOS;
    private long done;
    private long failed;
    private boolean shown;

    Progress(PrintStream err, boolean shows, boolean sharesTerminal) {
        this.err = err;
        this.shows = shows;
        this.sharesTerminal = sharesTerminal;
    }

    private static Progress of(CliSession session, boolean wanted) {
        return new Progress(session.err(), wanted && session.errIsTerminal(), session.outIsTerminal());
    }

    /** Begins to count, of an unknown number. */
    public static Progress of(CliSession session) {
        return of(session, true);
    }

    /** Of a known number of pictures; a single one needs no line. */
    public static Progress of(CliSession session, int pictures) {
        Progress progress = of(session, pictures > 1);
        progress.total = pictures;
        return progress;
    }

    /**
     * Of the pictures of files and folders. They are counted in the background, so that the run need not wait for a look at every
     * folder; a single file needs no line.
     */
    public static Progress of(CliSession session, List<Path> arguments) {
        Progress progress =
                of(session, arguments.size() > 1 || arguments.stream().anyMatch(Files::isDirectory));
        if (progress.shows) {
            Thread counter = new Thread(() -> progress.count(arguments), "pokeai-count");
            counter.setDaemon(true);
            counter.start();
        }
        return progress;
    }

    private void count(List<Path> arguments) {
        PictureWalk walk = new PictureWalk(arguments, new WalkReport(), Optional.empty());
        long pictures = 0;
        while (!closed && walk.hasNext()) {
            walk.next();
            pictures++;
        }
        total = pictures;
    }

    /**
     * Begins to count anew.
     *
     * @param next what is counted, said before the numbers, such as {@code fold 2: }; may be empty
     * @param pictures how many there are; negative while that is unknown
     */
    public void begin(String next, long pictures) {
        part = next;
        total = pictures;
        done = 0;
        failed = 0;
        start = System.nanoTime();
    }

    /** Says from now on what is under way before the numbers, which go on counting. */
    public void underWay(String next) {
        part = next;
    }

    /**
     * Begins to count what is left of a run; says so if an earlier, interrupted run has done a part of it.
     *
     * @param next as of {@link #begin}
     * @param known how many of them the earlier run has done
     * @param done what it has done to how many, such as {@code pictures are classified}
     */
    public void resume(String next, long pictures, long known, String done) {
        if (known > 0) {
            say(next + "goes on with a run that was interrupted: " + known + " of " + pictures + " " + done
                    + " already.");
        }
        begin(next, pictures - known);
    }

    /** A picture is done. */
    public void done(boolean isFailed) {
        done++;
        failed += isFailed ? 1 : 0;
        long now = System.nanoTime();
        if (shows && now - shownAt >= INTERVAL_NANOS) {
            shownAt = now;
            err.print(CLEAR + part + text(done, failed, total, (now - start) / NANOS_PER_SECOND));
            err.flush();
            shown = true;
        }
    }

    /** Says something on a line of its own, terminal or not. */
    public void say(String sentence) {
        clear();
        err.print("pokeai: " + sentence + '\n');
        err.flush();
    }

    /** A row is about to be written to the standard output: takes the line away if both go to one terminal. */
    public void pause() {
        if (sharesTerminal) {
            clear();
        }
    }

    /** Says what is under way in place of the numbers, such as {@code page and plots …}; it stays until it is taken away. */
    public void show(String what) {
        if (shows) {
            err.print(CLEAR + what);
            err.flush();
            shown = true;
        }
    }

    /** Takes the line away, for other text. */
    public void clear() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
            shown = false;
        }
    }

    @Override
    public void close() {
        closed = true;
        clear();
    }

    /** Such as {@code 1200/5000  28.4/s  ETA 2:14  3 failed}; a negative total is not known yet. */
    static String text(long done, long failed, long total, double seconds) {
        double rate = seconds > 0 ? done / seconds : 0;
        StringBuilder line = new StringBuilder().append(done);
        if (total >= 0) {
            line.append('/').append(total);
        }
        line.append("  ").append(Math.round(rate * 10) / 10.0).append("/s");
        if (total >= 0 && rate > 0) {
            line.append("  ETA ").append(clock(Math.round(Math.max(0, total - done) / rate)));
        }
        if (failed > 0) {
            line.append("  ").append(failed).append(" failed");
        }
        return line.toString();
    }

    private static String clock(long seconds) {
        String rest = twoDigits(seconds % 60);
        return seconds < 3600
                ? seconds / 60 + ":" + rest
                : seconds / 3600 + ":" + twoDigits(seconds / 60 % 60) + ":" + rest;
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
