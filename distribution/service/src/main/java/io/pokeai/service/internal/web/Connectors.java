package io.pokeai.service.internal.web;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * How the service listens: HTTP/1.1 with a limit for everything that a client could let us wait for.
 *
 * @param host an address or a name of this machine
 * @param port 0 for any free one
 * @param connections at once; further ones wait until one closes
 * @param headerTime for all headers of a request, from its first byte
 * @param idleTime without a byte in either direction
 */
public record Connectors(String host, int port, int connections, Duration headerTime, Duration idleTime) {
    private static final int HEADER_BYTES = 16_384;
    private static final int BACKLOG = 256;

    /** The limits of a service. */
    public static Connectors of(String host, int port, int connections) {
        return new Connectors(host, port, connections, Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    /**
     * A connector that is bound to its port, so that a port that is taken is found out at once. Its server starts it.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when it cannot be bound
     */
    public ServerConnector open(Server server) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleTime.toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setReuseAddress(true);
        connector.addBean(new NetworkConnectionLimit(connections, connector));
        HeaderTimer timer = new HeaderTimer(connector, headerTime);
        connector.addBean(timer);
        configuration.addCustomizer(timer);
        try {
            connector.open();
        } catch (IOException e) {
            throw EngineException.invalidArgument(
                    "The service cannot listen on " + host + ":" + port + " (" + e.getMessage() + ").",
                    "End what uses the port, or choose another one; 0 is any free one.");
        }
        return connector;
    }
}
