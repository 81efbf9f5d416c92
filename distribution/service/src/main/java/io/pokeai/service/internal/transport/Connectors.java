package io.pokeai.service.internal.transport;

import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * How the service listens: HTTP/1.1 and HTTP/2, with a limit for everything that a client could let us wait for. Without TLS, clients of
 * HTTP/2 know beforehand that it is spoken here; {@code Upgrade: h2c}, which RFC 9113 has taken back, is passed over.
 *
 * @param host an address or a name of this machine
 * @param port 0 for any free one
 * @param connections at once; further ones wait until one closes
 * @param headerTime for all headers of a request, from its first byte, and for the handshake of TLS
 * @param idleTime without a byte in either direction
 * @param quietTime that a connection of HTTP/2 may stay without a request
 * @param tls what is presented to clients; empty for connections in the clear
 */
public record Connectors(
        String host,
        int port,
        int connections,
        Duration headerTime,
        Duration idleTime,
        Duration quietTime,
        Optional<ServerTls> tls) {
    private static final int HEADER_BYTES = 16_384;
    private static final int BACKLOG = 256;

    /** The limits of a service. */
    public static Connectors of(String host, int port, int connections) {
        return new Connectors(
                host,
                port,
                connections,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Optional.empty());
    }

    /** The same, with other times. */
    public Connectors within(Duration forHeaders, Duration idle, Duration quiet) {
        return new Connectors(host, port, connections, forHeaders, idle, quiet, tls);
    }

    /** The same, over TLS if it is given. */
    public Connectors over(Optional<ServerTls> secured) {
        return new Connectors(host, port, connections, headerTime, idleTime, quietTime, secured);
    }

    /**
     * A connector that is bound to its port, so that a port that is taken is found out at once. Its server starts it. What the server
     * refuses by itself is answered as {@link JsonErrors} has it.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when it cannot be bound
     */
    public ServerConnector open(Server server) {
        server.setErrorHandler(new JsonErrors());
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        ServerConnector connector = new ServerConnector(server, 1, 1, factories(configuration));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(idleTime.toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        connector.setReuseAddress(true);
        connector.addBean(new NetworkConnectionLimit(connections, connector));
        HeaderTimer timer = new HeaderTimer(connector, headerTime);
        connector.addBean(timer);
        configuration.addCustomizer(timer);
        connector.addBean(new QuietSessions(connector, quietTime));
        connector.addBean(new HandshakeTimer(connector, headerTime));
        try {
            connector.open();
        } catch (IOException e) {
            throw EngineException.invalidArgument(
                    "The service cannot listen on " + host + ":" + port + " (" + e.getMessage() + ").",
                    "End what uses the port, or choose another one; 0 is any free one.");
        }
        return connector;
    }

    private ConnectionFactory[] factories(HttpConfiguration configuration) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        AbstractHTTP2ServerConnectionFactory http2 =
                tls.isEmpty() ? new KnownBeforehand(configuration) : new HTTP2ServerConnectionFactory(configuration);
        Http2Limits.USUAL.set(http2);
        List<ConnectionFactory> factories = new ArrayList<>();
        tls.ifPresent(secured -> factories.addAll(secured.factories(configuration)));
        factories.add(http);
        factories.add(http2);
        return factories.toArray(ConnectionFactory[]::new);
    }

    /**
     * HTTP/2 in the clear without its upgrade from HTTP/1.1: Java's own client asks for that with every first request, and if the request
     * has a body that is refused before its end, sees a reset stream instead of the reason.
     */
    private static final class KnownBeforehand extends HTTP2CServerConnectionFactory {
        KnownBeforehand(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector, EndPoint endPoint, MetaData.Request request, HttpFields.Mutable response) {
            // The preface of HTTP/2 begins like a request by this method.
            return HttpMethod.PRI.is(request.getMethod())
                    ? super.upgradeConnection(connector, endPoint, request, response)
                    : null;
        }
    }
}
