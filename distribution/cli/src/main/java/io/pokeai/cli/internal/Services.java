package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.engine.spi.Perturbation;
import java.util.List;
import java.util.Optional;

/**
 * What other bundles bring; asked for when it is needed, so that a command pays only for what it uses.
 *
 * <p><b>Ownership</b> all that was given is given back by {@link #close}: a bundle keeps an object for each command that has
 * asked for one, and a component that nobody uses may go.
 */
interface Services extends AutoCloseable {
    /** The same for one command, who closes it when it has ended. */
    Services forOneCommand();

    /** Gives back what these services, and not those of single commands, have given. */
    @Override
    void close();

    Optional<EngineFactory> engineFactory();

    List<HealthCheck> healthChecks();

    /** Those who know kinds of model files. */
    List<FileInspector> fileInspectors();

    /** The ones with the highest ranking first. */
    List<Augmentation> augmentations();

    /** The ones with the highest ranking first. */
    List<Perturbation> perturbations();

    /** Commands of other bundles. */
    List<CommandEntry> commands();

    /** The back ends that are there. */
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
