package io.pokeai.service.internal;

import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The augmentations that are installed now; bundles come and go while the service runs.
 *
 * <p><b>Threads</b> safe.
 */
final class AugmentationServices implements Supplier<Augmentations>, AutoCloseable {
    private final ServiceTracker<Augmentation, Augmentation> tracker;

    AugmentationServices(BundleContext context) {
        tracker = new ServiceTracker<>(context, Augmentation.class, null);
        tracker.open();
    }

    /** The one with the highest ranking counts for its name. */
    @Override
    public Augmentations get() {
        ServiceReference<Augmentation>[] references = tracker.getServiceReferences();
        List<ServiceReference<Augmentation>> sorted =
                references == null ? new ArrayList<>() : new ArrayList<>(List.of(references));
        sorted.sort(Collections.reverseOrder());
        List<Augmentation> services = new ArrayList<>();
        for (ServiceReference<Augmentation> reference : sorted) {
            Augmentation service = tracker.getService(reference);
            if (service != null) {
                services.add(service);
            }
        }
        return new Augmentations(services);
    }

    @Override
    public void close() {
        tracker.close();
    }
}
