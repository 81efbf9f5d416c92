package io.pokeai.service.internal.transport;

import java.util.List;
import java.util.function.BiFunction;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.alpn.server.ALPNServerConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.ALPNProcessor;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;

/**
 * Agrees with a client on HTTP/2 or HTTP/1.1 during the handshake, by the ALPN of the JDK. Jetty has a bundle for this, which needs a
 * mediator for {@code ServiceLoader} in the framework; Jetty finds this class through the context class loader of the thread that makes
 * the connector.
 *
 * <p><b>Threads</b> stateless.
 */
public final class AlpnSelection implements ALPNProcessor.Server {
    /** For {@code ServiceLoader}. */
    public AlpnSelection() {}

    @Override
    public boolean appliesTo(SSLEngine engine) {
        return true;
    }

    @Override
    public void configure(SSLEngine engine, Connection connection) {
        ALPNServerConnection alpn = (ALPNServerConnection) connection;
        Selection selection = new Selection(alpn);
        ((SslConnection.SslEndPoint) alpn.getEndPoint()).getSslConnection().addHandshakeListener(selection);
        engine.setHandshakeApplicationProtocolSelector(selection);
    }

    /** The choice for one connection. */
    private record Selection(ALPNServerConnection connection)
            implements BiFunction<SSLEngine, List<String>, @Nullable String>, SslHandshakeListener {
        /** Null ends the handshake: the client speaks nothing that is spoken here. */
        @Override
        public @Nullable String apply(SSLEngine engine, List<String> offered) {
            try {
                connection.select(offered);
                return connection.getProtocol();
            } catch (RuntimeException e) {
                return null;
            }
        }

        /** A client that offers nothing gets HTTP/1.1. */
        @Override
        public void handshakeSucceeded(Event event) {
            if (connection.getProtocol() == null) {
                connection.unsupported();
            }
        }
    }
}
