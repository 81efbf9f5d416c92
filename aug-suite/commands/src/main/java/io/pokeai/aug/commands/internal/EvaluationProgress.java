package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.ProgressLine;
import io.pokeai.engine.command.SafeText;

/** How far an evaluation has come. */
final class EvaluationProgress implements EvaluationListener, AutoCloseable {
    private final CliSession session;
    private final ProgressLine line;

    EvaluationProgress(CliSession session) {
        this.session = session;
        this.line = new ProgressLine(session);
    }

    @Override
    public void startsAnew(String why) {
        line.say("an interrupted run is not continued, because " + SafeText.line(why)
                + " changed: all pictures are classified again.");
    }

    @Override
    public void began(String next, int pictures, int known) {
        String part = switch (next) {
            case "test" -> "";
            case "twins" -> "seen in training? ";
            default -> next.replace("oof_fold_", "fold ") + ": ";
        };
        if (known > 0) {
            line.say(part + "goes on with a run that was interrupted: " + known + " of " + pictures
                    + " pictures are classified already.");
        }
        line.begin(part, pictures - known);
    }

    @Override
    public void asked(boolean answered) {
        line.done(!answered);
    }

    @Override
    public boolean cancelled() {
        return session.cancelled();
    }

    /** Takes the line away, for other text. */
    void clear() {
        line.clear();
    }

    @Override
    public void close() {
        line.close();
    }
}
