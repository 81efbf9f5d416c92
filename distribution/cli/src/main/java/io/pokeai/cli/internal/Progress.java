package io.pokeai.cli.internal;

import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.ProgressLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How far a run over pictures is, on a terminal; silent for a single picture, which needs none. */
class Progress implements AutoCloseable {
    private static final Progress SILENT = new Progress();

    /** For a run over these arguments. */
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
        private final ProgressLine line;
        private final boolean sharesTerminal;
        private volatile boolean closed;

        Line(CliSession session) {
            this.line = new ProgressLine(session);
            this.sharesTerminal = session.outIsTerminal();
        }

        Line of(int pictures) {
            line.total(pictures);
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
            line.total(pictures);
        }

        @Override
        void pause() {
            if (sharesTerminal) {
                line.clear();
            }
        }

        @Override
        void done(boolean failed) {
            line.done(failed);
        }

        @Override
        public void close() {
            closed = true;
            line.close();
        }
    }
}
