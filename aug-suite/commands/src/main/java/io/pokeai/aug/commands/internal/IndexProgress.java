package io.pokeai.aug.commands.internal;

import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.ProgressLine;
import io.pokeai.engine.dataset.PreprocessListener;

/** How far an index has come. */
final class IndexProgress implements PreprocessListener, AutoCloseable {
    private final CliSession session;
    private final ProgressLine line;

    IndexProgress(CliSession session) {
        this.session = session;
        this.line = new ProgressLine(session);
    }

    @Override
    public void found(int pictures, int known) {
        if (known > 0) {
            line.say("goes on with a run that was interrupted: " + known + " of " + pictures
                    + " files are examined already.");
        }
        line.begin("", pictures - known);
    }

    @Override
    public void examined(boolean readable) {
        line.done(!readable);
    }

    @Override
    public boolean cancelled() {
        return session.cancelled();
    }

    @Override
    public void close() {
        line.close();
    }
}
