package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RunTime;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Progress;
import io.pokeai.engine.command.kit.SafeText;

/** How far a robustness run has come, on the terminal. */
final class RobustnessProgress implements RobustnessListener, AutoCloseable {
    private final CliSession session;
    private final Progress progress;
    private long left;

    RobustnessProgress(CliSession session) {
        this.session = session;
        this.progress = Progress.of(session);
    }

    @Override
    public void redone(String cells, String why) {
        progress.say(SafeText.line(cells) + (cells.startsWith("1 ") ? " is" : " are") + " asked for again, because "
                + SafeText.line(why) + " changed.");
    }

    @Override
    public void began(int cells, int finished, long answers) {
        if (finished > 0) {
            progress.say(finished + " of " + cells + " cells are finished already.");
        }
        left = answers;
        progress.begin("", answers);
    }

    @Override
    public void pass(String what, long known) {
        if (known > 0) {
            progress.say(what + " goes on with a run that was interrupted: " + known + " answers are known.");
            left -= known;
            progress.begin("", left);
        }
        progress.underWay(what + ": ");
    }

    @Override
    public void asked(boolean answered) {
        left--;
        progress.done(!answered);
    }

    @Override
    public void worked(RunTime time) {
        progress.say(time + ".");
    }

    @Override
    public boolean cancelled() {
        return session.cancelled();
    }

    @Override
    public void reporting() {
        progress.show("page and plots …");
    }

    /** Takes the line away, for other text. */
    void clear() {
        progress.clear();
    }

    @Override
    public void close() {
        progress.close();
    }
}
