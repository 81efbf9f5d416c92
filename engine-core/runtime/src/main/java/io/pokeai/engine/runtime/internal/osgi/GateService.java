package io.pokeai.engine.runtime.internal.osgi;

import io.pokeai.engine.runtime.internal.lifecycle.GateSource;
import io.pokeai.engine.spi.SwapGate;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The gate as an OSGi service, got for each use and given back: its bundle makes it when somebody demands it.
 *
 * @param context of the bundle that uses it
 */
record GateService(BundleContext context) implements GateSource {
    @Override
    public <T> T use(Work<T> work) throws InterruptedException {
        ServiceReference<SwapGate> reference = context.getServiceReference(SwapGate.class);
        SwapGate gate = reference == null ? null : context.getService(reference);
        if (gate == null) {
            return work.with(Optional.empty());
        }
        try {
            return work.with(Optional.of(gate));
        } finally {
            context.ungetService(reference);
        }
    }
}
