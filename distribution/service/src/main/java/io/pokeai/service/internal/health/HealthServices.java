package io.pokeai.service.internal.health;

import io.pokeai.engine.api.Engine;
import io.pokeai.service.internal.web.ServiceState;
import java.util.List;
import org.osgi.framework.BundleContext;

/**
 * Registers the health of the service with Felix Health Checks, if somebody has installed their API. The runtime brings neither the API nor
 * what executes checks.
 *
 * <p><b>Ownership</b> closing it takes the services away.
 */
public final class HealthServices implements AutoCloseable {
    private static final String API = "org.apache.felix.hc.api.HealthCheck";

    private final List<AutoCloseable> registered;

    private HealthServices(List<AutoCloseable> registered) {
        this.registered = registered;
    }

    /** Registers nothing where the API is not installed. */
    public static HealthServices register(BundleContext context, ServiceState state, Engine engine) {
        try {
            Class.forName(API, false, HealthServices.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return new HealthServices(List.of());
        }
        return new HealthServices(FelixHealthChecks.register(context, state, engine));
    }

    @Override
    public void close() {
        for (AutoCloseable one : registered) {
            try {
                one.close();
            } catch (Exception e) { // the framework may be stopping
                System.getLogger(HealthServices.class.getName())
                        .log(System.Logger.Level.DEBUG, "a health check was not taken away", e);
            }
        }
    }
}
