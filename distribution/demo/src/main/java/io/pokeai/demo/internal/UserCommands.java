package io.pokeai.demo.internal;

import java.io.PrintStream;
import java.util.List;

/** The commands of this installation, run in this process as if they were typed. */
interface UserCommands {
    /** Whether there is a command of this name. */
    boolean has(String name);

    /**
     * Runs one.
     *
     * @param words what is typed after {@code pokeai}
     * @return the exit status
     */
    int run(List<String> words, PrintStream out, PrintStream err);
}
