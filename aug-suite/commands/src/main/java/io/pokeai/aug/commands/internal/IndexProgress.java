package io.pokeai.aug.commands.internal;

import io.pokeai.cli.CliSession;
import io.pokeai.engine.dataset.PreprocessListener;
import java.time.Duration;
import java.util.Locale;

/** How far an index has come, on a terminal; on anything else it says nothing. */
final class IndexProgress implements PreprocessListener, AutoCloseable {
    private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();
    private static final double NANOS = 1e9;

    private final CliSession session;
    private final long began = System.nanoTime();
    private long shown = began - EVERY_NANOS;
    private int total;
    private int done;
    private int failed;
    private boolean open;

    IndexProgress(CliSession session) {
        this.session = session;
    }

    @Override
    public void found(int pictures, int known) {
        total = pictures;
        if (known > 0) {
            session.err()
                    .print("pokeai: goes on with a run that was interrupted: " + known + " of " + pictures
                            + " files are examined already.\n");
            session.err().flush();
        }
    }

    @Override
    public void examined(boolean readable) {
        done++;
        failed += readable ? 0 : 1;
        long now = System.nanoTime();
        if (session.errIsTerminal() && now - shown >= EVERY_NANOS) {
            shown = now;
            open = true;
            double rate = done / ((now - began) / NANOS);
            session.err()
                    .print(String.format(
                            Locale.ROOT,
                            "\r\u001b[K  %,d of %,d pictures, %,.0f a second, %,.0f s left%s",
                            done,
                            total,
                            rate,
                            (total - done) / rate,
                            failed == 0 ? "" : ", " + failed + " unreadable"));
            session.err().flush();
        }
    }

    @Override
    public boolean cancelled() {
        return session.cancelled();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            session.err().print("\r\u001b[K");
            session.err().flush();
        }
    }
}
