package io.pokeai.engine.command;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.command.installed.Installed;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What one call of a command has to work with.
 *
 * <p><b>Threads</b> confined to the call, but for {@link #cancelled()}.
 */
@ProviderType
public interface CliSession {
    /**
     * What is piped into the command, for commands that take {@code -} as the name of a file.
     *
     * @return empty if the command has no input of its own: in {@code pokeai shell}, standard input holds the commands
     */
    Optional<InputStream> in();

    /** For data, UTF-8. */
    PrintStream out();

    /** For messages and progress, UTF-8. */
    PrintStream err();

    /** Whether a person may be reading {@link #out()}: then it may be coloured. */
    boolean outIsTerminal();

    /** Whether a person may be reading {@link #err()}: then progress is shown. */
    boolean errIsTerminal();

    /** The folder in which the command was called. */
    Path directory();

    /** The settings of flags, environment, {@code pokeai.yaml} and defaults together. */
    EngineSettings settings();

    /**
     * The engine with these settings, opened at the first call.
     *
     * <p><b>Ownership</b> borrowed: the command line closes it after the command, the shell when it ends.
     */
    Engine engine();

    /** As {@link #engine()}, with other settings; the same settings give the same engine. */
    Engine engine(EngineSettings other);

    /**
     * Opens an engine for a part of the command, such as for one fold alone. It is closed by the caller, not at the end of the
     * command as {@link #engine(EngineSettings)} is.
     *
     * <p><b>Ownership</b> the caller's.
     */
    @MustBeClosed
    Engine openEngine(EngineSettings other);

    /** The model to use if the command names none, as the environment, {@code pokeai.yaml} or PokeAI's own file says. */
    Optional<String> model();

    /** Who named {@link #model()}, for messages: such as {@code environment MODEL_NAME}. */
    String modelOrigin();

    /** The augmentations that are installed now. */
    Augmentations augmentations();

    /** The sequences for flip rates that are installed now. */
    Perturbations perturbations();

    /** The back ends and plugins that are installed now. */
    default Installed installed() {
        return new Installed(List.of(), List.of());
    }

    /**
     * Tells the user of one input that failed, in one line; the command goes on with the others.
     *
     * <p>Wrong arguments are thrown instead: then the command line tells the user, and what to do.
     */
    void report(EngineException failure);

    /** Whether the command was told to stop. A long command asks after each piece of work, and ends in good order. */
    boolean cancelled();
}
