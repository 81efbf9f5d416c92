package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.SafeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import picocli.CommandLine.Command;

/** {@code pokeai shell}: many commands, one engine. */
@CommandNeeds(
        command = "shell",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Takes commands line by line; models stay open between them.",
            "Besides the commands of pokeai, those of the Gogo shell can be typed, such as 'lb' for the bundles."
        })
final class ShellCommand implements CliCommand {
    private static final int LINES_AHEAD = 16;
    private static final String PROMPT = "pokeai> ";

    private final Cli cli;
    private final InputStream in;

    ShellCommand(Cli cli, InputStream in) {
        this.cli = cli;
        this.in = in;
    }

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        Session own = Session.of(session);
        // A read from the terminal cannot be interrupted; a wait for the thread that reads can.
        BlockingDeque<Optional<String>> lines = new LinkedBlockingDeque<>(LINES_AHEAD);
        own.cancellation().onCancel(() -> {
            lines.clear();
            lines.offerFirst(Optional.empty());
        });
        try (Engines engines = new Engines(cli.services()::engineFactory, true);
                ShellHost shell = open(own, engines)) {
            Thread reader = new Thread(() -> read(lines), "pokeai-shell-input");
            reader.setDaemon(true);
            reader.start();
            return loop(session, shell, lines);
        }
    }

    private ShellHost open(Session session, Engines engines) {
        CallContext context = new CallContext(engines, session.cancellation(), Optional.of(session.configuration()));
        // Gogo gives every command of a pipe its own standard streams.
        GogoCommands.Runner runner = args -> cli.run(args, Console.ofPipe(session.errIsTerminal()), context);
        List<String> names = new ArrayList<>(cli.commands().names());
        names.remove("shell");
        names.add("help");
        return cli.services().shell(session.console(), names, runner).orElseThrow(ShellCommand::missing);
    }

    private static ExitStatus loop(CliSession session, ShellHost shell, BlockingDeque<Optional<String>> lines)
            throws InterruptedException {
        if (session.outIsTerminal()) {
            session.out()
                    .print("Commands: " + String.join(", ", shell.commands()) + ". 'exit' or Ctrl-D ends the shell.\n");
        }
        int status = 0;
        while (!session.cancelled()) {
            if (session.outIsTerminal()) {
                session.out().print(PROMPT);
            }
            session.out().flush();
            Optional<String> line = lines.take();
            if (line.isEmpty() || line.get().strip().matches("exit|quit")) {
                break;
            }
            if (!line.get().isBlank()) {
                status = execute(session, shell, line.get());
            }
        }
        return status(status);
    }

    private static int execute(CliSession session, ShellHost shell, String line) {
        try {
            return shell.execute(line);
        } catch (Exception e) {
            session.err().print("pokeai: " + SafeText.line(String.valueOf(e.getMessage())) + '\n');
            session.err().flush();
            return ExitStatus.USAGE.value();
        }
    }

    private static ExitStatus status(int value) {
        for (ExitStatus known : ExitStatus.values()) {
            if (known.value() == value) {
                return known;
            }
        }
        return ExitStatus.ENGINE;
    }

    private void read(BlockingDeque<Optional<String>> lines) {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(Optional.of(line));
            }
            lines.put(Optional.empty());
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EngineException missing() {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "This runtime has no shell: the bundle org.apache.felix.gogo.runtime is missing.",
                "Install the runtime again.");
    }
}
