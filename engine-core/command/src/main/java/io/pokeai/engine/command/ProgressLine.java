package io.pokeai.engine.command;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/**
 * One line on a terminal that says how far a long run is; silent where messages do not go to a terminal.
 *
 * <p><b>Threads</b> confined to one, but for {@link #total}.<br>
 * <b>Ownership</b> whoever made it closes it, which takes the line away.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean onTerminal;
    private String part = "";
    private volatile long total = -1;
    private long start = System.nanoTime();
    private long shownAt = start - INTERVAL_NANOS;
    private long done;
    private long failed;
    private boolean shown;

    /** Begins to count pictures, of an unknown number. */
    public ProgressLine(CliSession session) {
        this(session.err(), session.errIsTerminal());
    }

    ProgressLine(PrintStream err, boolean onTerminal) {
        this.err = err;
        this.onTerminal = onTerminal;
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

    /** The number of pictures is known now. */
    public void total(long pictures) {
        total = pictures;
    }

    /** A picture is done. */
    public void done(boolean isFailed) {
        done++;
        failed += isFailed ? 1 : 0;
        long now = System.nanoTime();
        if (onTerminal && now - shownAt >= INTERVAL_NANOS) {
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
