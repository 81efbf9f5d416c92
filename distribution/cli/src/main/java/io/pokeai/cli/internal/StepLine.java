package io.pokeai.cli.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.ChangeProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * One line on a terminal that says which step of a change is under way, such as {@code creatures: gate 34 %}.
 *
 * <p><b>Threads</b> safe: the threads that make the change tell it. <b>Ownership</b> its creator closes it, which takes the line away.
 */
final class StepLine implements Consumer<ChangeProgress>, AutoCloseable {
    private static final String CLEAR = "\r\u001b[K";
    private static final double PERCENT = 100;

    private final String model;
    private final PrintStream err;
    private final boolean shows;

    @GuardedBy("this")
    private boolean closed;

    /** @param shows whether there is a terminal */
    StepLine(String model, PrintStream err, boolean shows) {
        this.model = model;
        this.err = err;
        this.shows = shows;
    }

    @Override
    public synchronized void accept(ChangeProgress progress) {
        if (shows && !closed) {
            err.print(CLEAR + model + ": " + progress.step() + progress.work()
                    .filter(work -> work.total() > 0)
                    .map(work -> String.format(Locale.ROOT, " %.0f %%", PERCENT * work.done() / work.total()))
                    .orElse(""));
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (shows) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
