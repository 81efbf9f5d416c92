package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.service.internal.transport.Connectors;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.http.jetty.ConnectorFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/**
 * Gives each server of Felix HTTP the one connector that it is to have, and takes away those that it has made itself. A server does not
 * say which one it is, so they are opened one after the other: {@link #expect}, configure, {@link #await}.
 *
 * <p><b>Threads</b> {@link #createConnector} is called by Felix's; the others by the one thread that opens servers.
 */
final class OwnConnectors implements ConnectorFactory {
    /** What the next server gets. */
    private record Order(Connectors connector, CompletableFuture<ServerConnector> made) {}

    private volatile @Nullable Order order;

    /** The next server that starts gets this connector. */
    void expect(Connectors connector) {
        order = new Order(connector, new CompletableFuture<>());
    }

    @Override
    public Connector createConnector(Server server) {
        Order taken = order;
        if (taken == null || taken.made().isDone()) {
            throw new IllegalStateException("this server is not one of pokeai's");
        }
        for (Connector own : server.getConnectors()) {
            try {
                own.stop();
            } catch (Exception e) { // Jetty's life cycle may throw any exception
                throw new IllegalStateException("the connector of Felix HTTP does not stop", e);
            }
            server.removeConnector(own);
        }
        try {
            ServerConnector connector = taken.connector().open(server);
            taken.made().complete(connector);
            return connector;
        } catch (EngineException e) {
            taken.made().completeExceptionally(e);
            throw e;
        }
    }

    /**
     * The connector of the server that was expected.
     *
     * @throws EngineException why it cannot listen, or {@code UNAVAILABLE} when no server has started in time
     */
    ServerConnector await(Duration atMost) {
        Order given = order;
        if (given == null) {
            throw new IllegalStateException("no server is expected");
        }
        try {
            return given.made().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw Interrupts.caught("The start of the HTTP server", e);
        } catch (TimeoutException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The HTTP server did not start within " + atMost.toSeconds() + " s.",
                    "Look at the log, and install the runtime again.",
                    e);
        } catch (ExecutionException e) {
            throw EngineException.of(e.getCause() == null ? e : e.getCause());
        } finally {
            order = null;
        }
    }
}
