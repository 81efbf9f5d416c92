package io.pokeai.cli.internal;

import io.pokeai.engine.command.CliCommand;
import java.util.function.Function;

/**
 * A command that can be called.
 *
 * @param name what people type; of two words with a blank between them
 * @param summary one line for the list of commands
 * @param create makes the object of one call
 */
record CommandEntry(String name, String summary, Function<Cli, CliCommand> create) {
    /** How many arguments the name takes. */
    int words() {
        return name.contains(" ") ? 2 : 1;
    }

    /** The word that comes first. */
    String first() {
        return name.split(" ", 2)[0];
    }
}
