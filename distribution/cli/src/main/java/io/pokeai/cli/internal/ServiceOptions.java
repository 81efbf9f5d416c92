package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.remote.LocalSocket;
import io.pokeai.engine.command.remote.RemoteService;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose models a command speaks of: a service by its address, the one that serves the same artifacts, or an engine of its own. */
final class ServiceOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A service that runs: its administration port, http://127.0.0.1:8081, or unix:PATH.")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token of that port.")
    private @Nullable String tokenFile;

    @Option(
            names = "--local",
            description = "Ask an engine of this command's own, even if a service runs for the same artifacts.")
    private boolean local;

    /** Whether an address was given. */
    boolean isAddressed() {
        return url != null;
    }

    /** A shell has an engine that lasts; any other command looks for a service of its artifacts, and says when there is one. */
    ReachedModels reach(Session session) {
        if (url != null) {
            if (local) {
                throw EngineException.invalidArgument(
                        "'--url' and '--local' are both given.", "Leave one of them out.");
            }
            Optional<Path> tokens =
                    Optional.ofNullable(tokenFile).map(Arguments::path).map(session.directory()::resolve);
            return new ServiceModels(RemoteService.at(url, tokens));
        }
        if (tokenFile != null) {
            throw EngineException.invalidArgument(
                    "'--token-file' is given without an address.", "Name the service with --url.");
        }
        if (local || session.lasting()) {
            return new LocalModels(session);
        }
        Optional<RemoteService> running = LocalSocket.find(session.settings());
        running.ifPresent(service -> session.err()
                .print("pokeai: asking the service of these artifacts (" + SafeText.line(service.toString()) + ").\n"));
        return running.<ReachedModels>map(ServiceModels::new).orElseGet(() -> new LocalModels(session));
    }
}
