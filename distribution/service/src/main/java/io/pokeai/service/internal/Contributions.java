package io.pokeai.service.internal;

import io.pokeai.service.spi.PublicEndpoint;
import io.pokeai.service.spi.Site;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The endpoints and sites that other bundles have registered. They are looked up once, when a service opens its ports.
 *
 * <p><b>Ownership</b> closed after the ports.
 */
final class Contributions implements AutoCloseable {
    private final BundleContext context;
    private final List<ServiceReference<?>> held = new ArrayList<>();
    private final List<PublicEndpoint> endpoints;
    private final List<Site> sites;

    Contributions(BundleContext context) {
        this.context = context;
        endpoints = hold(PublicEndpoint.class);
        sites = hold(Site.class);
    }

    private <T> List<T> hold(Class<T> type) {
        List<T> services = new ArrayList<>();
        for (ServiceReference<T> reference : references(type)) {
            T service = context.getService(reference);
            if (service != null) {
                held.add(reference);
                services.add(service);
            }
        }
        return List.copyOf(services);
    }

    private <T> Collection<ServiceReference<T>> references(Class<T> type) {
        try {
            return context.getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("there is no filter", e);
        }
    }

    List<PublicEndpoint> endpoints() {
        return endpoints;
    }

    List<Site> sites() {
        return sites;
    }

    @Override
    public void close() {
        held.forEach(context::ungetService);
        held.clear();
    }
}
