package io.pokeai.demo.internal;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliSession;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The service at the end of a demo: {@code pokeai serve} in this process, over the demo's folder. */
record DemoService(CliSession session, UserCommands commands, DemoFolder folder) {
    /** Runs it until the command is told to stop. */
    ExitStatus run(int port, int adminPort) {
        List<String> words = List.of(
                "serve",
                "--artifacts",
                folder.artifacts().toString(),
                "--data-root",
                folder.datasets().toString(),
                "--port",
                String.valueOf(port),
                "--admin-port",
                String.valueOf(adminPort));
        ShownPath here = new ShownPath(session.directory());
        try (PrintStream out =
                new PrintStream(new ReadyTips(session.out(), here.of(folder.path())), true, StandardCharsets.UTF_8)) {
            int status = commands.run(words, out, session.err());
            return Arrays.stream(ExitStatus.values())
                    .filter(known -> known.value() == status)
                    .findFirst()
                    .orElse(ExitStatus.ENGINE);
        }
    }
}
