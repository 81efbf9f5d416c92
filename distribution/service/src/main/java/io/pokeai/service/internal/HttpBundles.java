package io.pokeai.service.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.service.internal.transport.JettyParts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * The bundles of the HTTP server. The launcher installs them for the commands that may serve, and {@code serve} starts them, so that no
 * other command waits for them.
 *
 * <p><b>Ownership</b> closing it stops those that it has started.
 */
final class HttpBundles implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpBundles.class.getName());

    /** In the order in which they are started. */
    private static final List<String> NAMES = List.of(
            "org.apache.felix.http.servlet-api",
            "org.apache.commons.commons-fileupload",
            "org.apache.felix.http.jetty12",
            "org.eclipse.jetty.unixdomain.server");

    /** Started after them, if they are there: they add endpoints and pages. */
    private static final List<String> OPTIONAL = List.of("io.pokeai.service.grpc", "io.pokeai.console");

    private final Deque<Bundle> started = new ArrayDeque<>();

    private HttpBundles() {}

    /** @throws EngineException {@code UNAVAILABLE} when one of them is missing, or does not start */
    static HttpBundles start(BundleContext context) {
        // Without it, the server opens port 8080 on all interfaces before anybody has configured one.
        System.setProperty("org.apache.felix.http.require.config", "true");
        // Where nobody has brought a provider of SLF4J, as our launcher does, Jetty's logger would say so.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        HttpBundles bundles = new HttpBundles();
        boolean all = false;
        try {
            for (String name : NAMES) {
                if (!bundles.start(context, name)) {
                    throw missing(name);
                }
            }
            JettyParts.find();
            for (String name : OPTIONAL) {
                if (!bundles.start(context, name)) {
                    LOG.log(System.Logger.Level.DEBUG, "without the bundle " + name);
                }
            }
            all = true;
            return bundles;
        } finally {
            if (!all) {
                bundles.close();
            }
        }
    }

    /** False if there is no such bundle. */
    private boolean start(BundleContext context, String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                if (bundle.getState() != Bundle.ACTIVE) {
                    try {
                        bundle.start(Bundle.START_TRANSIENT);
                    } catch (BundleException e) {
                        throw unavailable("The HTTP server cannot start: " + e.getMessage() + ".", e);
                    }
                    started.push(bundle);
                }
                return true;
            }
        }
        return false;
    }

    private static EngineException missing(String name) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "There is no HTTP server in this process: the bundle " + name + " is missing.",
                "Start 'pokeai serve' from the command line or in 'pokeai shell'; if that fails, install the runtime again.");
    }

    private static EngineException unavailable(String problem, Throwable cause) {
        return new EngineException(ErrorCode.UNAVAILABLE, problem, "Install the runtime again.", cause);
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().stop(Bundle.STOP_TRANSIENT);
            } catch (BundleException | IllegalStateException e) {
                LOG.log(System.Logger.Level.DEBUG, "a bundle of the HTTP server did not stop", e);
            }
        }
    }
}
