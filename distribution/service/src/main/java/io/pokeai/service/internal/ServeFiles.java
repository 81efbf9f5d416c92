package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.service.internal.reload.Reloadable;
import io.pokeai.service.internal.reload.ReloadableTls;
import io.pokeai.service.internal.reload.Reloads;
import io.pokeai.service.internal.reload.TokenFiles;
import io.pokeai.service.internal.transport.ServerTls;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a service reads from files, now and whenever they change: tokens, and the certificate of the public port with its key.
 *
 * @param tls empty for HTTP in the clear
 * @param reloads of all of them
 */
record ServeFiles(TokenFiles tokens, Optional<ServerTls> tls, Reloads reloads) {
    /**
     * Reads all files.
     *
     * @param certificate as {@code --tls-cert}
     * @param key as {@code --tls-key}
     * @throws EngineException {@code INVALID_ARGUMENT} for a file that cannot be used, and one of certificate and key without the other
     */
    static ServeFiles read(ServeOptions options, Optional<Path> certificate, Optional<Path> key) {
        if (certificate.isPresent() != key.isPresent()) {
            throw EngineException.invalidArgument(
                    certificate.isPresent() ? "--tls-cert needs --tls-key." : "--tls-key needs --tls-cert.",
                    "Name the PEM files of both; they may be the same file.");
        }
        TokenFiles tokens = new TokenFiles(options.tokens(), options.adminTokens());
        Optional<ServerTls> tls = certificate.map(file -> ServerTls.open(file, key.orElseThrow()));
        List<Reloadable> all = new ArrayList<>();
        if (!tokens.files().isEmpty()) {
            all.add(tokens);
        }
        tls.map(ReloadableTls::new).ifPresent(all::add);
        return new ServeFiles(tokens, tls, new Reloads(all));
    }

    /** The scheme of the public port. */
    String scheme() {
        return tls.isPresent() ? "https" : "http";
    }
}
