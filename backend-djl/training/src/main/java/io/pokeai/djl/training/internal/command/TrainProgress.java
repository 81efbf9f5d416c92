package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.run.Epoch;
import io.pokeai.djl.training.internal.run.TrainingListener;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CurvePlotter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says how a training goes: a line for each epoch, and between them one that says how far it is. */
final class TrainProgress implements TrainingListener, AutoCloseable {
    private static final long INTERVAL_NANOS = 200_000_000;
    private static final String CLEAR = "\r\u001b[K";
    private static final int SECONDS_A_MINUTE = 60;

    private final CliSession session;
    private final PrintStream err;
    private final int epochs;
    private final EpochCurves curves;
    private int fold;
    private int epoch;
    private int steps;
    private int done;
    private long began;
    private long shownAt;
    private boolean shown;

    /** @param plotter draws curves after each epoch; empty for none */
    TrainProgress(CliSession session, String model, int epochs, Optional<CurvePlotter> plotter) {
        this.session = session;
        this.err = session.err();
        this.epochs = epochs;
        this.curves = new EpochCurves(session.settings().artifacts(), model, plotter, this::say);
    }

    @Override
    public void fold(int number, int train, int validation) {
        fold = number;
        say("fold " + number + ": " + train + " pictures to train, " + validation + " to validate");
    }

    @Override
    public void skipped(int number, String why) {
        say("fold " + number + ": " + why);
    }

    @Override
    public void resumed(int finished) {
        say("fold " + fold + ": goes on after epoch " + finished);
    }

    @Override
    public void noted(String what) {
        say(what);
    }

    @Override
    public void asked(int answered, int pictures) {
        long now = System.nanoTime();
        if (answered == pictures) {
            say("the teacher has answered for " + pictures + " pictures");
        } else if (session.errIsTerminal() && now - shownAt >= INTERVAL_NANOS) {
            shownAt = now;
            shown = true;
            err.print(CLEAR + "asking the teacher: " + answered + " of " + pictures + " pictures");
            err.flush();
        }
    }

    @Override
    public void begun(int number, int count) {
        epoch = number;
        steps = count;
        done = 0;
        began = System.nanoTime();
    }

    @Override
    public void stepped() {
        done++;
        long now = System.nanoTime();
        if (!session.errIsTerminal() || now - shownAt < INTERVAL_NANOS) {
            return;
        }
        shownAt = now;
        shown = true;
        Duration left = Duration.ofNanos((now - began) / done * (steps - done));
        err.print(
                CLEAR + "fold " + fold + ", epoch " + epoch + " of " + epochs + ": step " + done + " of " + steps + ", "
                        + left.toSeconds() / SECONDS_A_MINUTE + " min " + left.toSeconds() % SECONDS_A_MINUTE
                        + " s left of this epoch");
        err.flush();
    }

    @Override
    public void ended(Epoch ended, boolean best) {
        say(String.format(
                Locale.ROOT,
                "fold %d, epoch %2d: train loss %.4f, validation loss %.4f, accuracy %.4f, %.1f s%s",
                fold,
                ended.number(),
                ended.trainLoss(),
                ended.valLoss(),
                ended.valAccuracy(),
                ended.seconds(),
                best ? ", best so far" : ""));
    }

    @Override
    public void kept(List<Epoch> all, int best) {
        curves.draw(fold, all, best);
    }

    @Override
    public boolean isCancelled() {
        return session.cancelled() || Thread.currentThread().isInterrupted();
    }

    private void say(String line) {
        clear();
        err.println(line);
        // Into a file, lines would come in blocks of some kilobytes.
        err.flush();
    }

    void clear() {
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
}
