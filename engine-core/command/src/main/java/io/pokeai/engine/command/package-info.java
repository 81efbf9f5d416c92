/**
 * The command line {@code pokeai}, and how a bundle adds a command to it.
 *
 * <p>A bundle registers a {@link io.pokeai.engine.command.CliCommand} as a prototype-scope service with the properties
 * {@link io.pokeai.engine.command.CliCommand#NAME} and {@link io.pokeai.engine.command.CliCommand#SUMMARY}; from then on it is in
 * {@code pokeai --help}, in the shell completion and in {@code pokeai shell}. A command works with what its
 * {@link io.pokeai.engine.command.CliSession} gives it.
 *
 * <p>{@link io.pokeai.engine.command.CliRunner} runs a command line inside a running framework.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
