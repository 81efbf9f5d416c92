package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.engine.spi.Perturbation;
import java.util.List;
import java.util.Optional;

/**
 * The services of other bundles; each is looked up when it is needed, so that a command pays only for what it uses.
 *
 * <p><b>Ownership</b> all that was given is given back by {@link #close}: a bundle keeps an object for each command that has
 * asked for one, and a component that is not used may stop.
 */
interface Services extends AutoCloseable {
    /** The same for one command; its caller closes it when the command has ended. */
    Services forOneCommand();

    /** Gives back what this object has looked up; objects of single commands give back their own. */
    @Override
    void close();

    Optional<EngineFactory> engineFactory();

    List<HealthCheck> healthChecks();

    /** The inspectors of model files. */
    List<FileInspector> fileInspectors();

    /** The ones with the highest ranking first. */
    List<Augmentation> augmentations();

    /** The ones with the highest ranking first. */
    List<Perturbation> perturbations();

    /** Commands of other bundles. */
    List<CommandEntry> commands();

    /** The installed back ends. */
    default List<BackEnd> backEnds() {
        return List.of();
    }

    /** What became of each jar in the plugins folders; nothing where there are none. */
    default List<Plugin> plugins() {
        return List.of();
    }

    /**
     * A shell of the framework; empty when there is none.
     *
     * @param names of the commands that can be typed
     * @param runner runs them
     */
    Optional<ShellHost> shell(Console console, List<String> names, GogoCommands.Runner runner);
}
