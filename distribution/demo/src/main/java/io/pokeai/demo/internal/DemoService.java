package io.pokeai.demo.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliRunner;
import io.pokeai.engine.command.CliSession;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The service at the end of a demo: {@code pokeai serve} in this process, over the demo's folder. */
record DemoService(CliSession session, BundleContext context, DemoFolder folder) {
    /** Runs it until the command is told to stop. */
    ExitStatus run(int port, int adminPort) {
        ServiceReference<CliRunner> reference = context.getServiceReference(CliRunner.class);
        CliRunner runner = reference == null ? null : context.getService(reference);
        if (runner == null) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "There is no command line in this process that could serve.",
                    "Type 'pokeai serve --artifacts " + folder.artifacts() + "'.");
        }
        List<String> args = List.of(
                "serve",
                "--artifacts",
                folder.artifacts().toString(),
                "--data-root",
                folder.datasets().toString(),
                "--port",
                String.valueOf(port),
                "--admin-port",
                String.valueOf(adminPort));
        try (PrintStream out =
                new PrintStream(new ReadyTips(session.out(), shown(folder.path())), true, StandardCharsets.UTF_8)) {
            int status = runner.run(args, out, session.err());
            return Arrays.stream(ExitStatus.values())
                    .filter(known -> known.value() == status)
                    .findFirst()
                    .orElse(ExitStatus.ENGINE);
        }
    }

    private Path shown(Path path) {
        Path here = session.directory();
        return path.startsWith(here) && !path.equals(here) ? here.relativize(path) : path;
    }
}
