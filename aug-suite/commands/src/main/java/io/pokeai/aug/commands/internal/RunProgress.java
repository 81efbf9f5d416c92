package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Progress;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.dataset.PreprocessListener;

/** How far an evaluation or an index has come, on the terminal. */
final class RunProgress implements EvaluationListener, PreprocessListener, AutoCloseable {
    private final CliSession session;
    private final Progress progress;

    RunProgress(CliSession session) {
        this.session = session;
        this.progress = Progress.of(session);
    }

    @Override
    public void startsAnew(String why) {
        progress.say("an interrupted run is not continued, because " + SafeText.line(why)
                + " changed: all pictures are classified again.");
    }

    @Override
    public void began(String next, int pictures, int known) {
        String part = switch (next) {
            case "test" -> "";
            case "twins" -> "seen in training? ";
            default -> next.replace("oof_fold_", "fold ") + ": ";
        };
        progress.resume(part, pictures, known, "pictures are classified");
    }

    @Override
    public void asked(boolean answered) {
        progress.done(!answered);
    }

    @Override
    public void found(int pictures, int known) {
        progress.resume("", pictures, known, "files are examined");
    }

    @Override
    public void examined(boolean readable) {
        progress.done(!readable);
    }

    @Override
    public boolean cancelled() {
        return session.cancelled();
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
