package io.pokeai.cli.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The commands of {@code pokeai} as Gogo calls them; needs no type of Gogo. */
public final class GogoCommands {
    static final String SCOPE = "pokeai";

    private final Runner runner;

    /** Runs one command line and returns its exit status. */
    interface Runner {
        int run(List<String> args);
    }

    GogoCommands(Runner runner) {
        this.runner = runner;
    }

    /**
     * Gogo calls this for every function that has no method of its own name.
     *
     * @param arguments the function, then its arguments
     * @return nothing when all went well, so that a shell prints nothing; else the exit status
     */
    public @Nullable Integer _main(String[] arguments) {
        int status = runner.run(List.of(arguments));
        return status == 0 ? null : status;
    }
}
