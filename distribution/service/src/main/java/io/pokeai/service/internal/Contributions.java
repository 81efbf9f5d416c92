package io.pokeai.service.internal;

import io.pokeai.service.spi.PublicEndpoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The endpoints that other bundles have registered. They are looked up once, when a service opens its ports.
 *
 * <p><b>Ownership</b> closed after the ports.
 */
final class Contributions implements AutoCloseable {
    private final BundleContext context;
    private final List<ServiceReference<PublicEndpoint>> held = new ArrayList<>();
    private final List<PublicEndpoint> endpoints = new ArrayList<>();

    Contributions(BundleContext context) {
        this.context = context;
        for (ServiceReference<PublicEndpoint> reference : references()) {
            PublicEndpoint endpoint = context.getService(reference);
            if (endpoint != null) {
                held.add(reference);
                endpoints.add(endpoint);
            }
        }
    }

    private Collection<ServiceReference<PublicEndpoint>> references() {
        try {
            return context.getServiceReferences(PublicEndpoint.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    List<PublicEndpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    @Override
    public void close() {
        held.forEach(context::ungetService);
        held.clear();
    }
}
