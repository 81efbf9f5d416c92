package io.pokeai.engine.command.remote;

import io.pokeai.engine.api.EngineException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a service answers.
 *
 * @param url as it was given, for messages
 * @param socket a Unix socket; empty for a host and port
 * @param tls whether the connection is encrypted
 * @param host empty for a socket
 * @param port 0 for a socket
 * @param prefix of all paths, without a slash at its end, such as that of a proxy; often empty
 */
record RemoteAddress(String url, Optional<Path> socket, boolean tls, String host, int port, String prefix) {
    static final String UNIX = "unix:";

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String FORMS = "Use http://HOST:PORT, https://HOST:PORT or unix:PATH.";

    /** @throws EngineException {@code INVALID_ARGUMENT} for anything but {@code http://}, {@code https://} and {@code unix:} */
    static RemoteAddress parse(String text) {
        if (text.startsWith(UNIX)) {
            return socket(text);
        }
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean tls = scheme.equals("https");
            if ((!tls && !scheme.equals("http")) || uri.getHost() == null) {
                throw wrong(text, FORMS);
            }
            if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw wrong(text, "Leave user, query and fragment out; a token comes from a file.");
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return new RemoteAddress(text, Optional.empty(), tls, uri.getHost(), port, path.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw wrong(text, FORMS);
        }
    }

    private static RemoteAddress socket(String text) {
        String path = text.substring(UNIX.length()).replaceFirst("^//(?=/)", "");
        try {
            if (path.isEmpty()) {
                throw wrong(text, FORMS);
            }
            return new RemoteAddress(text, Optional.of(Path.of(path)), false, "", 0, "");
        } catch (InvalidPathException e) {
            throw wrong(text, FORMS);
        }
    }

    private static EngineException wrong(String text, String remedy) {
        return EngineException.invalidArgument("'" + text + "' is not the address of a service.", remedy);
    }

    /** The value of the header {@code Host}. */
    String hostHeader() {
        boolean usual = port == (tls ? HTTPS_PORT : HTTP_PORT);
        return socket.isPresent() ? "localhost" : usual ? host : host + ":" + port;
    }
}
