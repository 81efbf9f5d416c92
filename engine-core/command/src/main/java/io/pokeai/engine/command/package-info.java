/**
 * What a command of {@code pokeai} is, and how a bundle adds one.
 *
 * <p>A bundle registers a {@link io.pokeai.engine.command.CliCommand} as a prototype-scope service with the properties
 * {@link io.pokeai.engine.command.CliCommand#NAME} and {@link io.pokeai.engine.command.CliCommand#SUMMARY}; from then on it is in
 * {@code pokeai --help}, in the shell completion and in {@code pokeai shell}. A command works with what its
 * {@link io.pokeai.engine.command.CliSession} gives it.
 *
 * <p>What most commands need besides their own work is in {@code io.pokeai.engine.command.kit}.
 *
 * <p>{@link io.pokeai.engine.command.CliRunner} runs a command line inside a running framework.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
