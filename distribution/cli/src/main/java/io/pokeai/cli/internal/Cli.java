package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliRunner;
import io.pokeai.engine.command.kit.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** From arguments to the one command that they name; the others are not even constructed. */
final class Cli {
    private static final int HELP_COLUMNS = 100;
    private static final int ACTION_COLUMNS = 18;

    private final Services services;
    private final Map<String, String> environment;
    private final Path directory;

    /**
     * @param environment of the process
     * @param directory where the command is called
     */
    Cli(Services services, Map<String, String> environment, Path directory) {
        this.services = services;
        this.environment = Map.copyOf(environment);
        this.directory = directory;
    }

    Services services() {
        return services;
    }

    /** Runs one command with an engine of its own. */
    int run(List<String> args, Console console, Cancellation cancellation) {
        try (Engines engines = new Engines(services::engineFactory, false)) {
            return run(args, console, new CallContext(engines, cancellation, Optional.empty()));
        }
    }

    /** Runs one command with what it shares with other commands. */
    int run(List<String> args, Console console, CallContext context) {
        Cancellation cancellation = context.cancellation();
        FailurePrinter failures = new FailurePrinter(console.err(), args.contains("--verbose"));
        ExitStatus status;
        try (Services lent = services.forOneCommand()) {
            status = new Cli(lent, environment, directory).dispatch(args, console, context, failures);
            console.out().flush();
            if (console.out().checkError()) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        "The output cannot be written: its disk is full, or the program that reads it has ended.",
                        "Rows that were written before are complete.");
            }
        } catch (InterruptedException e) {
            cancellation.cancel();
            status = ExitStatus.ENGINE;
        } catch (IOException | RuntimeException | Error e) {
            // A command that was told to stop may fail because what it uses was closed.
            status = cancellation.cancelled() ? ExitStatus.ENGINE : failures.report(e);
        }
        console.out().flush();
        console.err().flush();
        return cancellation.cancelled() ? CliRunner.CANCELLED : status.value();
    }

    private ExitStatus dispatch(List<String> args, Console console, CallContext context, FailurePrinter failures)
            throws IOException, InterruptedException {
        String name = args.isEmpty() ? "--help" : args.get(0);
        switch (name) {
            case "-V", "--version", "version" -> {
                console.out().print("pokeai " + version() + '\n');
                return ExitStatus.OK;
            }
            case "-h", "--help", "help" -> {
                if (args.size() > 1) {
                    CommandEntry entry = commands().find(args.subList(1, args.size()));
                    CliCommand command = entry.create().apply(this);
                    usage(entry, parser(entry.name(), command, new CommonFlags()), console.out());
                } else {
                    commands().list(console.out(), version());
                }
                return args.isEmpty() ? ExitStatus.USAGE : ExitStatus.OK;
            }
            default -> {
                CommandEntry entry = commands().find(args);
                CliCommand command = entry.create().apply(this);
                CommonFlags flags = new CommonFlags();
                CommandLine parser = parser(entry.name(), command, flags);
                parser.parseArgs(args.subList(entry.words(), args.size()).toArray(String[]::new));
                if (flags.help()) {
                    usage(entry, parser, console.out());
                    return ExitStatus.OK;
                }
                Configuration configuration = context.inherited()
                        .map(shell -> shell.with(flags, directory))
                        .orElseGet(() -> Configuration.resolve(flags, environment, directory));
                failures.verbose(configuration.verbose());
                return command.run(new Session(console, directory, configuration, context, services));
            }
        }
    }

    /** All commands: those of this bundle and those of others. */
    Commands commands() {
        return Commands.with(services);
    }

    /** A parser that fills the command and the common flags. */
    static CommandLine parser(String name, CliCommand command, CommonFlags flags) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(command);
        spec.name("pokeai " + name);
        spec.addMixin("common", CommandSpec.forAnnotatedObject(flags));
        CommandLine parser = new CommandLine(spec);
        // A picture may be called '@list'.
        parser.setExpandAtFiles(false);
        parser.setCaseInsensitiveEnumValuesAllowed(true);
        parser.setUsageHelpWidth(HELP_COLUMNS);
        return parser;
    }

    private void usage(CommandEntry entry, CommandLine parser, PrintStream out) {
        out.print(parser.getUsageMessage(CommandLine.Help.Ansi.OFF));
        List<CommandEntry> actions = entry.words() == 1 ? commands().actions(entry.name()) : List.of();
        if (!actions.isEmpty()) {
            out.print("\nFurther, each with --help:\n");
            for (CommandEntry action : actions) {
                out.print("  " + SafeText.left(action.name(), ACTION_COLUMNS) + action.summary() + '\n');
            }
        }
    }

    static String version() {
        try (InputStream in = Cli.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw EngineException.invalidArgument("This build does not know its version.", "Install it again.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
