package io.pokeai.cli.internal;

import io.pokeai.cli.CliSession;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that says how far a long run is; silent anywhere else. */
class Progress implements AutoCloseable {
    private static final Progress SILENT = new Progress();

    /** For a run over these arguments; single pictures need none. */
    static Progress of(CliSession session, List<Path> arguments) {
        boolean wanted = session.errIsTerminal()
                && (arguments.size() > 1 || arguments.stream().anyMatch(Files::isDirectory));
        return wanted ? new Line(session).counting(arguments) : SILENT;
    }

    /** For a run over a known number of pictures. */
    static Progress of(CliSession session, int total) {
        return session.errIsTerminal() && total > 1 ? new Line(session).of(total) : SILENT;
    }

    /** A row is about to be written: makes room where both go to one terminal. */
    void pause() {}

    /** A picture is done. */
    void done(boolean failed) {}

    @Override
    public void close() {}

    private static final class Line extends Progress {
        private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
        private static final double NANOS_PER_SECOND = 1e9;
        private static final String CLEAR = "\r\u001b[K";

        private final PrintStream err;
        private final boolean sharesTerminal;
        private final long start = System.nanoTime();
        private volatile boolean closed;
        private volatile long total = -1;
        private long done;
        private long failed;
        private long shownAt;
        private boolean shown;

        Line(CliSession session) {
            this.err = session.err();
            this.sharesTerminal = session.outIsTerminal();
        }

        Line of(int pictures) {
            total = pictures;
            return this;
        }

        /** Counts in the background: the run need not wait for a look at every folder. */
        Line counting(List<Path> arguments) {
            Thread counter = new Thread(() -> count(arguments), "pokeai-count");
            counter.setDaemon(true);
            counter.start();
            return this;
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

        @Override
        void pause() {
            if (sharesTerminal) {
                clear();
            }
        }

        private void clear() {
            if (shown) {
                err.print(CLEAR);
                err.flush();
                shown = false;
            }
        }

        @Override
        void done(boolean isFailed) {
            done++;
            failed += isFailed ? 1 : 0;
            long now = System.nanoTime();
            if (now - shownAt >= INTERVAL_NANOS) {
                shownAt = now;
                err.print(CLEAR + line(done, failed, total, (now - start) / NANOS_PER_SECOND));
                err.flush();
                shown = true;
            }
        }

        @Override
        public void close() {
            closed = true;
            clear();
        }
    }

    /** Such as {@code 1200/5000  28.4/s  ETA 2:14  3 failed}; a negative total is not known yet. */
    static String line(long done, long failed, long total, double seconds) {
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
