package io.pokeai.cli.internal;

import io.pokeai.cli.CliRunner;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The entry of the process: {@link CliRunner} for who sees our types, a JDK function for the launcher. */
@Component(
        service = {CliRunner.class, ToIntFunction.class},
        property = CliRunner.ROLE + "=" + CliRunner.MAIN)
public final class CommandLineService implements CliRunner, ToIntFunction<String[]>, AutoCloseable {
    private final Cli cli;
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

    /** @param context of our bundle */
    @Activate
    public CommandLineService(BundleContext context) {
        this.cli =
                new Cli(new OsgiServices(context), System.getenv(), Path.of("").toAbsolutePath());
    }

    /** Runs one command on the streams of the process, written as UTF-8 whatever the locale says. */
    @Override
    public int applyAsInt(String[] args) {
        PrintStream out = utf8(System.out);
        PrintStream err = utf8(System.err);
        return run(List.of(args), Console.ofProcess(out, err));
    }

    @Override
    public int run(List<String> args, PrintStream out, PrintStream err) {
        return run(args, new Console(out, err, false, false));
    }

    private int run(List<String> args, Console console) {
        Cancellation cancellation = new Cancellation();
        running.add(cancellation);
        try {
            return cli.run(args, console, cancellation);
        } finally {
            running.remove(cancellation);
        }
    }

    /** Tells every running command to stop; they end in good order, on their own threads. Returns at once. */
    @Override
    @Deactivate
    public void close() {
        running.forEach(Cancellation::cancel);
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(new BufferedOutputStream(stream), false, StandardCharsets.UTF_8);
    }
}
