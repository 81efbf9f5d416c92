package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.EvaluationListener;
import io.pokeai.cli.CliSession;
import io.pokeai.cli.SafeText;
import java.time.Duration;
import java.util.Locale;

/** How far an evaluation has come, on a terminal; on anything else only what a person should know. */
final class EvaluationProgress implements EvaluationListener, AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();
    private static final double NANOS = 1e9;
    private static final String CLEAR = "\r\u001b[K";

    private final CliSession session;
    private String part = "";
    private long began = System.nanoTime();
    private long shown = began - EVERY_NANOS;
    private int total;
    private int done;
    private int failed;
    private boolean open;

    EvaluationProgress(CliSession session) {
        this.session = session;
    }

    @Override
    public void startsAnew(String why) {
        say("an interrupted run is not continued, because " + SafeText.line(why)
                + " changed: all pictures are classified again.");
    }

    @Override
    public void began(String next, int pictures, int known) {
        part = switch (next) {
            case "test" -> "";
            case "twins" -> "seen in training? ";
            default -> next.replace("oof_fold_", "fold ") + ": ";
        };
        if (known > 0) {
            say(part + "goes on with a run that was interrupted: " + known + " of " + pictures
                    + " pictures are classified already.");
        }
        total = pictures - known;
        done = 0;
        failed = 0;
        began = System.nanoTime();
    }

    private void say(String sentence) {
        clear();
        session.err().print("pokeai: " + sentence + '\n');
        session.err().flush();
    }

    @Override
    public void asked(boolean answered) {
        done++;
        failed += answered ? 0 : 1;
        long now = System.nanoTime();
        if (session.errIsTerminal() && now - shown >= EVERY_NANOS) {
            shown = now;
            open = true;
            double rate = done / ((now - began) / NANOS);
            session.err()
                    .print(String.format(
                            Locale.ROOT,
                            "%s  %s%,d of %,d pictures, %,.0f a second, %,.0f s left%s",
                            CLEAR,
                            part,
                            done,
                            total,
                            rate,
                            (total - done) / rate,
                            failed == 0 ? "" : ", " + failed + " cannot be read"));
            session.err().flush();
        }
    }

    @Override
    public boolean cancelled() {
        return session.cancelled();
    }

    /** Takes the line away, for other text. */
    void clear() {
        if (open) {
            open = false;
            session.err().print(CLEAR);
            session.err().flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
