package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.transport.Connectors;
import io.pokeai.service.internal.web.Gatekeeper;
import io.pokeai.service.internal.web.Port;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedServiceFactory;

/**
 * The HTTP servers of the two ports: each is a configuration of Felix HTTP, with a connector of ours in place of its own, and with the
 * servlets and the filter that are bound to it by its name.
 *
 * <p><b>Ownership</b> {@link #close} stops listening first, then takes the servlets and the configurations away.
 */
final class FelixServers implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FelixServers.class.getName());

    private static final String PID = "org.apache.felix.http";
    private static final String NAME = PID + ".name";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Threads that Jetty keeps for itself: accepting, selecting, and some in reserve. */
    private static final int OWN_THREADS = 8;

    private final BundleContext context;
    private final OwnConnectors connectors = new OwnConnectors();
    private final Map<Port, ServerConnector> listening = new EnumMap<>(Port.class);
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    FelixServers(BundleContext context) {
        this.context = context;
        ServiceRegistration<?> registration = context.registerService(
                "org.apache.felix.http.jetty.ConnectorFactory", connectors, FrameworkUtil.asDictionary(Map.of()));
        opened.push(registration::unregister);
    }

    /**
     * Opens a port; requests get 404 until {@link #register}.
     *
     * @param requests that are answered at once, each on a thread
     * @return the port number
     */
    int open(Port port, Connectors connector, int requests) {
        ManagedServiceFactory factory = factory();
        connectors.expect(connector);
        opened.push(() -> factory.deleted(port.serverName()));
        try {
            factory.updated(port.serverName(), FrameworkUtil.asDictionary(properties(port, requests)));
        } catch (ConfigurationException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The HTTP server cannot be configured (" + e.getMessage() + ").",
                    "Install the runtime again.",
                    e);
        }
        ServerConnector own = connectors.await(PATIENCE);
        listening.put(port, own);
        return own.getLocalPort();
    }

    /** Listens on a socket of this machine as well; the caller closes it before this. */
    OperatorSocket socket(Port port, Path file) {
        return OperatorSocket.open(
                Objects.requireNonNull(listening.get(port), "the port is open").getServer(), file);
    }

    /**
     * What makes a server of each configuration. It is given ours directly: those of Configuration Admin outlive a process that is
     * killed, and the next one would start servers of which nobody knows.
     */
    private ManagedServiceFactory factory() {
        try {
            for (ServiceReference<ManagedServiceFactory> reference :
                    context.getServiceReferences(ManagedServiceFactory.class, "(service.pid=" + PID + ")")) {
                ManagedServiceFactory factory = context.getService(reference);
                if (factory != null) {
                    return factory;
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("the filter is written here", e);
        }
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "The bundle of the HTTP server makes no servers.",
                "Install the runtime again; 'pokeai doctor' says more.");
    }

    private static Map<String, Object> properties(Port port, int requests) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(NAME, port.serverName());
        // Felix HTTP does not start a server without a connector of its own. It is taken away when ours is there.
        properties.put(PID + ".host", "127.0.0.1");
        properties.put("org.osgi.service.http.port", "0");
        properties.put("org.apache.felix.http.jetty.threadpool.max", requests + OWN_THREADS);
        properties.put("org.apache.felix.http.jetty.sendServerHeader", false);
        properties.put("org.apache.felix.http.session.timeout", 1);
        properties.put("org.apache.felix.http.mbeans", false);
        return properties;
    }

    /** Binds a servlet to its port, and to no other. */
    void register(Endpoint endpoint) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("osgi.http.whiteboard.servlet.name", endpoint.name());
        properties.put(
                "osgi.http.whiteboard.servlet.pattern", endpoint.patterns().toArray(String[]::new));
        properties.put("osgi.http.whiteboard.servlet.asyncSupported", true);
        properties.put("osgi.http.whiteboard.target", target(endpoint.port()));
        ServiceRegistration<Servlet> registration =
                context.registerService(Servlet.class, endpoint.servlet(), FrameworkUtil.asDictionary(properties));
        opened.push(registration::unregister);
    }

    /** Puts a filter before all servlets of a port. */
    void register(Port port, Gatekeeper gatekeeper) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("osgi.http.whiteboard.filter.name", "gatekeeper");
        properties.put("osgi.http.whiteboard.filter.pattern", "/*");
        properties.put("osgi.http.whiteboard.filter.asyncSupported", true);
        properties.put("osgi.http.whiteboard.target", target(port));
        ServiceRegistration<Filter> registration =
                context.registerService(Filter.class, gatekeeper, FrameworkUtil.asDictionary(properties));
        opened.push(registration::unregister);
    }

    private static String target(Port port) {
        return "(" + NAME + "=" + port.serverName() + ")";
    }

    @Override
    public void close() {
        listening.values().forEach(connector -> quietly(connector::stop));
        while (!opened.isEmpty()) {
            quietly(opened.pop());
        }
    }

    private static void quietly(AutoCloseable step) {
        try {
            step.close();
        } catch (Exception e) { // what is closed are parts of the framework, which may be stopping
            LOG.log(System.Logger.Level.DEBUG, "the HTTP server did not close cleanly", e);
        }
    }
}
