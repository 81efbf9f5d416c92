package io.pokeai.service.internal.transport;

import java.time.Duration;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;

/** Closes connections that have not agreed on a cipher in time. */
final class HandshakeTimer extends ConnectionWatch<SslConnection, Long> {
    /** What an engine says before the handshake is over. */
    private static final String NONE_YET = "SSL_NULL_WITH_NULL_NULL";

    HandshakeTimer(ServerConnector connector, Duration time) {
        super(SslConnection.class, connector, time);
    }

    @Override
    Long begin() {
        return System.nanoTime();
    }

    @Override
    boolean isTooSlow(SslConnection connection, Long opened, long now, long nanos) {
        return now - opened > nanos
                && connection.getSSLEngine().getSession().getCipherSuite().equals(NONE_YET);
    }

    @Override
    void end(SslConnection connection) {
        connection.getEndPoint().close();
    }
}
