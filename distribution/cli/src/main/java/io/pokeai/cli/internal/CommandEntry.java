package io.pokeai.cli.internal;

import io.pokeai.cli.CliCommand;
import java.util.function.Function;

/**
 * A command that can be called.
 *
 * @param name what people type
 * @param summary one line for the list of commands
 * @param create makes the object of one call
 */
record CommandEntry(String name, String summary, Function<Cli, CliCommand> create) {}
