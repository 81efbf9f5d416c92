package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.service.internal.web.AccessLog;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a service is started with, checked.
 *
 * @param host of the public port
 * @param port 0 for any free one
 * @param adminPort on the loopback interface; 0 for any free one
 * @param tokens of the public port
 * @param adminTokens of the administration port
 * @param withoutToken whether callers of other machines need no token
 * @param accessLog a file; {@code -} for standard error
 */
record ServeOptions(
        String host,
        int port,
        int adminPort,
        Optional<Path> tokens,
        Optional<Path> adminTokens,
        boolean withoutToken,
        Optional<String> accessLog) {
    /** The administration port listens here and nowhere else. */
    static final String LOOPBACK = "127.0.0.1";

    private static final int LARGEST_PORT = 65_535;

    ServeOptions {
        requirePort("--port", port);
        requirePort("--admin-port", adminPort);
        if (port == adminPort && port != 0) {
            throw EngineException.invalidArgument(
                    "--port and --admin-port are both " + port + ".", "Choose two ports.");
        }
        if (!isLoopback(host) && tokens.isEmpty() && !withoutToken) {
            throw EngineException.invalidArgument(
                    "Other machines can reach " + host + ", and the service has no token.",
                    "Name a file with one by --token-file, or say --without-token if something else guards the port.");
        }
    }

    private static void requirePort(String option, int port) {
        if (port < 0 || port > LARGEST_PORT) {
            throw EngineException.invalidArgument(
                    "'" + option + "' must be from 0 to " + LARGEST_PORT + ", got " + port + ".",
                    "Use 0 for any free port.");
        }
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw EngineException.invalidArgument(
                    "'" + host + "' is not an address or name of this machine.",
                    "Use " + LOOPBACK + ", 0.0.0.0 for all interfaces, or the address of one of them.");
        }
    }

    AccessLog openLog(Path directory, PrintStream err) {
        if (accessLog.isEmpty()) {
            return AccessLog.none();
        }
        return accessLog.get().equals("-") ? AccessLog.to(err) : AccessLog.to(directory.resolve(accessLog.get()));
    }
}
