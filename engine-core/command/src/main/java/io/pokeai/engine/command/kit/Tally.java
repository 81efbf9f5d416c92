package io.pokeai.engine.command.kit;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Result;
import java.io.PrintStream;

/**
 * Counts what became of the pictures of a run, and says what the process ends with.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class Tally {
    private long all;
    private long failed;
    private ExitStatus worst = ExitStatus.OK;

    /** A picture has its result. */
    public void add(Result<?> result) {
        if (result instanceof Result.Failed<?> failure) {
            failed(failure.error());
        } else {
            ok();
        }
    }

    /** A picture is fine. */
    public void ok() {
        all++;
    }

    /** A picture failed. */
    public void failed(EngineException error) {
        all++;
        failed++;
        ExitStatus status = error.code().exitStatus();
        // An argument that is wrong for one picture is a failed input, not a wrong call.
        worst = worse(worst, status == ExitStatus.USAGE ? ExitStatus.INPUT : status);
    }

    /** The worst that became of a picture. */
    public ExitStatus status() {
        return worst;
    }

    /** The worse of {@link #status} and this one. */
    public ExitStatus atLeast(ExitStatus status) {
        return worse(worst, status);
    }

    /** Which of the two a process ends with that has seen both. */
    public static ExitStatus worse(ExitStatus one, ExitStatus other) {
        return one.value() >= other.value() ? one : other;
    }

    /** One line when something failed among many, or when there was nothing at all. */
    public void print(PrintStream err) {
        if (all == 0) {
            err.print("pokeai: no picture was found.\n");
        } else if (failed > 0 && all > 1) {
            err.print("pokeai: " + failed + " of " + all + " pictures failed.\n");
        }
        err.flush();
    }
}
