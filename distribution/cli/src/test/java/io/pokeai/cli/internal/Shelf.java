package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.engine.spi.Perturbation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A command line over fakes: runs what a user types and keeps what the user would see. */
final class Shelf implements Services {
    final Map<String, String> environment = new HashMap<>();
    final List<FakeEngine> engines = new ArrayList<>();
    final List<BackEnd> backEnds = new ArrayList<>();
    final List<Plugin> plugins = new ArrayList<>();
    final List<HealthCheck> healthChecks = new ArrayList<>();
    final List<FileInspector> fileInspectors = new ArrayList<>();
    final List<Augmentation> augmentations = new ArrayList<>();
    final List<Perturbation> perturbations = new ArrayList<>();
    final List<CommandEntry> commands = new ArrayList<>();
    final Cancellation cancellation = new Cancellation();
    Optional<ShellHost> shell = Optional.empty();
    GogoCommands.Runner shellRunner = args -> 0;
    Consumer<FakeEngine> setUp = engine -> {};
    boolean hasEngine = true;
    boolean errIsTerminal;
    private final Path directory;

    String out = "";
    String err = "";
    Optional<InputStream> in = Optional.empty();

    /** @param directory where commands are called */
    Shelf(Path directory) {
        this.directory = directory;
    }

    int run(Object... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        int status = run(new PrintStream(outBytes, false, StandardCharsets.UTF_8), errBytes, args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    int run(PrintStream outStream, ByteArrayOutputStream errBytes, Object... args) {
        Console console = new Console(
                in, outStream, new PrintStream(errBytes, false, StandardCharsets.UTF_8), false, errIsTerminal);
        List<String> texts = Arrays.stream(args).map(Object::toString).toList();
        int status = cli().run(texts, console, cancellation);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return status;
    }

    Cli cli() {
        return new Cli(this, environment, directory);
    }

    /** A file where commands are called, with what a fake sees in it. */
    Path picture(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    FakeEngine engine() {
        return engines.get(engines.size() - 1);
    }

    @Override
    public Services forOneCommand() {
        return this;
    }

    @Override
    public void close() {}

    @Override
    public List<BackEnd> backEnds() {
        return backEnds;
    }

    @Override
    public List<Plugin> plugins() {
        return plugins;
    }

    @Override
    public Optional<EngineFactory> engineFactory() {
        return hasEngine
                ? Optional.of(settings -> {
                    FakeEngine engine = new FakeEngine(settings);
                    setUp.accept(engine);
                    engines.add(engine);
                    return engine;
                })
                : Optional.empty();
    }

    @Override
    public List<FileInspector> fileInspectors() {
        return fileInspectors;
    }

    @Override
    public List<HealthCheck> healthChecks() {
        return healthChecks;
    }

    @Override
    public List<Augmentation> augmentations() {
        return augmentations;
    }

    @Override
    public List<Perturbation> perturbations() {
        return perturbations;
    }

    @Override
    public List<CommandEntry> commands() {
        return commands;
    }

    @Override
    public Optional<ShellHost> shell(Console console, List<String> names, GogoCommands.Runner runner) {
        shellRunner = runner;
        return shell;
    }
}
