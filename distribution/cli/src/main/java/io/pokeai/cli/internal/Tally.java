package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Result;
import java.io.PrintStream;
import java.nio.file.Path;

/** Counts what became of the pictures of a run. */
final class Tally {
    private long all;
    private long failed;
    private ExitStatus worst = ExitStatus.OK;

    void add(Result<Path> result) {
        if (result instanceof Result.Failed<Path> failure) {
            failed(failure.error());
        } else {
            ok();
        }
    }

    void ok() {
        all++;
    }

    void failed(EngineException error) {
        all++;
        failed++;
        ExitStatus status = error.code().exitStatus();
        // An argument that is wrong for one picture is a failed input, not a wrong call.
        worst = worse(worst, status == ExitStatus.USAGE ? ExitStatus.INPUT : status);
    }

    ExitStatus status() {
        return worst;
    }

    ExitStatus atLeast(ExitStatus status) {
        return worse(worst, status);
    }

    private static ExitStatus worse(ExitStatus one, ExitStatus other) {
        return one.value() >= other.value() ? one : other;
    }

    /** One line when something failed among many, or when there was nothing at all. */
    void print(PrintStream err) {
        if (all == 0) {
            err.print("pokeai: no picture was found.\n");
        } else if (failed > 0 && all > 1) {
            err.print("pokeai: " + failed + " of " + all + " pictures failed.\n");
        }
        err.flush();
    }
}
