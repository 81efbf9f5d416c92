package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.engine.spi.Perturbation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The commands of this bundle with no framework and no other bundle: the version and the help, where there is no folder that
 * a framework could write to.
 */
public final class FlatCli implements ToIntFunction<String[]> {
    /** For the launcher, which creates this class by its name. */
    public FlatCli() {}

    /** Runs one command line on the streams of the process and returns its exit status. */
    @Override
    public int applyAsInt(String[] args) {
        return new Cli(new NoServices(), System.getenv(), Path.of("").toAbsolutePath())
                .run(List.of(args), Console.ofProcess(), new Cancellation());
    }

    /** The services that exist without a framework. */
    private static final class NoServices implements Services {
        @Override
        public Services forOneCommand() {
            return this;
        }

        @Override
        public void close() {}

        @Override
        public Optional<EngineFactory> engineFactory() {
            return Optional.empty();
        }

        @Override
        public List<HealthCheck> healthChecks() {
            return List.of();
        }

        @Override
        public List<FileInspector> fileInspectors() {
            return List.of();
        }

        @Override
        public List<Augmentation> augmentations() {
            return List.of();
        }

        @Override
        public List<Perturbation> perturbations() {
            return List.of();
        }

        @Override
        public List<CommandEntry> commands() {
            return List.of();
        }

        @Override
        public Optional<ShellHost> shell(Console console, List<String> names, GogoCommands.Runner runner) {
            return Optional.empty();
        }
    }
}
