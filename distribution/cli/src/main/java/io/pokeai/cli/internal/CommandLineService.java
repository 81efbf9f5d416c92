package io.pokeai.cli.internal;

import io.pokeai.engine.command.CliRunner;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * The entry of the process: {@link CliRunner} for bundles that see our types, a JDK function for the launcher, and Gogo
 * commands for a shell in this framework.
 */
@Component(
        service = {CliRunner.class, ToIntFunction.class},
        property = CliRunner.ROLE + "=" + CliRunner.MAIN,
        immediate = true)
public final class CommandLineService implements CliRunner, ToIntFunction<String[]>, AutoCloseable {
    private final Cli cli;
    private final Services services;
    private final Engines shellEngines;
    private final ServiceRegistration<GogoCommands> gogo;
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param context of our bundle */
    @Activate
    public CommandLineService(BundleContext context) {
        this.services = new OsgiServices(context);
        this.cli = new Cli(services, System.getenv(), Path.of("").toAbsolutePath());
        this.shellEngines = new Engines(services::engineFactory, true);
        // Gogo's whiteboard; the properties are spelled out because its types may not be there.
        this.gogo = context.registerService(
                GogoCommands.class,
                new GogoCommands(this::runInShell),
                FrameworkUtil.asDictionary(Map.of(
                        "osgi.command.scope",
                        GogoCommands.SCOPE,
                        "osgi.command.function",
                        Commands.ownNames().stream()
                                .filter(name -> !name.equals("shell"))
                                .toArray(String[]::new))));
    }

    /** Runs one command on the streams of the process. */
    @Override
    public int applyAsInt(String[] args) {
        return stoppable(cancellation -> cli.run(List.of(args), Console.ofProcess(), cancellation));
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        return stoppable(cancellation -> cli.run(args, new Console(out, err, false, false), cancellation));
    }

    private int runInShell(List<String> args) {
        return stoppable(cancellation ->
                cli.run(args, Console.ofPipe(false), new CallContext(shellEngines, cancellation, Optional.empty())));
    }

    private int stoppable(Function<Cancellation, Integer> call) {
        Cancellation cancellation = new Cancellation();
        running.add(cancellation);
        if (closed) { // a signal that came before the command did
            cancellation.cancel();
        }
        try {
            return call.apply(cancellation);
        } finally {
            running.remove(cancellation);
        }
    }

    /** Tells every running command and every later one to stop; they end in good order, on their own threads. Returns at once. */
    @Override
    public void close() {
        closed = true;
        running.forEach(Cancellation::cancel);
    }

    @Deactivate
    void deactivate() {
        gogo.unregister();
        close();
        shellEngines.close();
        services.close();
    }
}
