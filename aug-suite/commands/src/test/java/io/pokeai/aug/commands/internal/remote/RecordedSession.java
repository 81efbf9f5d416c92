package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.CliSession;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session without an engine, whose output is kept. */
final class RecordedSession {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final AtomicBoolean cancelled = new AtomicBoolean();
    private final Path directory;

    RecordedSession(Path directory) {
        this.directory = directory;
    }

    /** Knows streams, folder and whether it is cancelled; nothing else may be asked of it. */
    CliSession session() {
        PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8);
        return (CliSession) Proxy.newProxyInstance(
                CliSession.class.getClassLoader(),
                new Class<?>[] {CliSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "out" -> toOut;
                    case "err" -> toErr;
                    case "outIsTerminal", "errIsTerminal" -> false;
                    case "directory" -> directory;
                    case "cancelled" -> cancelled.get();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
