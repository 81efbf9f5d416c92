package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.remote.LocalSocket;
import io.pokeai.engine.command.remote.RemoteService;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service has the jobs: the one of {@code --url}, or else the one that runs for the artifacts folder. */
public final class JobServiceOptions {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The administration port of the service, such as http://127.0.0.1:8081, or unix:PATH"
                    + " (default: the service that runs for the artifacts folder).")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token of that port.")
    private @Nullable String tokenFile;

    /** @throws EngineException {@code UNAVAILABLE} when none is named and none runs */
    JobClient client(CliSession session) {
        if (url != null) {
            return at(session, url, tokenFile);
        }
        return LocalSocket.find(session.settings())
                .map(service -> new JobClient(service, ""))
                .orElseThrow(
                        () -> new EngineException(
                                ErrorCode.UNAVAILABLE,
                                "No service runs for " + session.settings().artifacts() + ".",
                                "Start one with 'pokeai serve', or name its administration port: --url http://127.0.0.1:8081."));
    }

    /** The service at an address. */
    static JobClient at(CliSession session, String url, @Nullable String tokenFile) {
        Optional<Path> tokens =
                Optional.ofNullable(tokenFile).map(file -> session.directory().resolve(Arguments.path(file)));
        String options = " --url " + url + (tokenFile == null ? "" : " --token-file " + tokenFile);
        return new JobClient(RemoteService.at(url, tokens), options);
    }
}
