package io.pokeai.cli.internal;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.kit.SafeText;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/** One call, with what only the commands of this bundle see of it. */
final class Session implements CliSession {
    private final Console console;
    private final Path directory;
    private final Configuration configuration;
    private final CallContext context;
    private final Services services;

    Session(Console console, Path directory, Configuration configuration, CallContext context, Services services) {
        this.console = console;
        this.directory = directory;
        this.configuration = configuration;
        this.context = context;
        this.services = services;
    }

    /** The session behind the interface: commands of this bundle are only ever run with one of ours. */
    static Session of(CliSession session) {
        return (Session) session;
    }

    Configuration configuration() {
        return configuration;
    }

    Console console() {
        return console;
    }

    /** Whether the engine outlives this command. */
    boolean lasting() {
        return context.engines().lasting();
    }

    Cancellation cancellation() {
        return context.cancellation();
    }

    @Override
    public Optional<InputStream> in() {
        return console.in();
    }

    @Override
    public PrintStream out() {
        return console.out();
    }

    @Override
    public PrintStream err() {
        return console.err();
    }

    @Override
    public boolean outIsTerminal() {
        return console.outIsTerminal();
    }

    @Override
    public boolean errIsTerminal() {
        return console.errIsTerminal();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public EngineSettings settings() {
        return configuration.engineSettings(context.engines().lasting());
    }

    @Override
    public Engine engine() {
        return engine(settings());
    }

    @Override
    public Engine engine(EngineSettings other) {
        return context.engines().borrow(other);
    }

    @Override
    @MustBeClosed
    public Engine openEngine(EngineSettings other) {
        return context.engines().open(other);
    }

    @Override
    public Optional<String> model() {
        return configuration.model();
    }

    @Override
    public String modelOrigin() {
        return configuration.origin(CliSetting.MODEL);
    }

    @Override
    public Augmentations augmentations() {
        return new Augmentations(services.augmentations());
    }

    @Override
    public Perturbations perturbations() {
        return new Perturbations(services.perturbations());
    }

    @Override
    public Installed installed() {
        // Looked up for a moment only: a service asks again and again.
        try (Services lent = services.forOneCommand()) {
            return BackEndList.of(lent).installed();
        }
    }

    @Override
    public void report(EngineException failure) {
        err().print("pokeai: " + failure.code() + ": " + SafeText.line(failure.problem()) + '\n');
        err().flush();
    }

    @Override
    public boolean cancelled() {
        return context.cancellation().cancelled();
    }
}
