package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.command.kit.SafeText;
import java.io.IOException;
import java.io.PrintStream;
import picocli.CommandLine.ParameterException;

/** Says on the error stream what went wrong; a stack trace only when {@code verbose} is set. */
final class FailurePrinter {
    private final PrintStream err;
    private boolean verbose;

    FailurePrinter(PrintStream err, boolean verbose) {
        this.err = err;
        this.verbose = verbose;
    }

    void verbose(boolean wanted) {
        verbose |= wanted;
    }

    /** Reports anything that a command threw; returns what the process ends with. */
    ExitStatus report(Throwable thrown) {
        if (thrown instanceof ParameterException wrongCall) {
            String command = wrongCall.getCommandLine().getCommandSpec().name();
            say(sentence(String.valueOf(wrongCall.getMessage())), "'" + command + " --help' says how.");
            trace(thrown);
            return ExitStatus.USAGE;
        }
        EngineException known = thrown instanceof IOException && !Interrupts.caused(thrown)
                ? new EngineException(
                        ErrorCode.INTERNAL,
                        "Reading or writing failed: " + reason(thrown) + ".",
                        "Check the path, its permissions and the free space.",
                        thrown)
                : EngineException.of(thrown);
        say(known.problem(), Advice.of(known));
        trace(known);
        return known.code().exitStatus();
    }

    private void say(String problem, String remedy) {
        err.print("pokeai: " + SafeText.line(problem) + '\n');
        if (!remedy.isEmpty()) {
            err.print("        " + SafeText.line(remedy) + '\n');
        }
        err.flush();
    }

    private void trace(Throwable thrown) {
        if (verbose) {
            thrown.printStackTrace(err);
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    // The message of Java's file system exceptions is the bare path; their class says what is wrong with it.
    private static String reason(Throwable thrown) {
        String kind = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? kind : thrown.getMessage() + " (" + kind + ")";
    }
}
