package io.pokeai.cli;

import io.pokeai.cli.internal.FlatCli;
import java.util.function.ToIntFunction;

/**
 * {@code pokeai} without a framework: its version and its help, where there is no folder that a framework could write to.
 *
 * <p><b>Threads</b> one call at a time.
 */
public final class FlatCommandLine implements ToIntFunction<String[]> {
    /** For the launcher, which knows the name only. */
    public FlatCommandLine() {}

    /** Runs one command line on the streams of the process and returns its exit status. */
    @Override
    public int applyAsInt(String[] args) {
        return FlatCli.run(args);
    }
}
