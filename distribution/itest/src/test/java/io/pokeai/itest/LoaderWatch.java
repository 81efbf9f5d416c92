package io.pokeai.itest;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Tells whether the class loaders of bundles that are gone can be collected. */
final class LoaderWatch {
    private static final long PAUSE_MILLIS = 100;

    private final List<Watched> watched = new ArrayList<>();

    private record Watched(String name, WeakReference<ClassLoader> loader) {}

    /** Remembers the class loader that a resolved bundle has now. */
    void watch(Bundle bundle) {
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        String name = bundle.getSymbolicName() + " #" + watched.size();
        watched.add(new Watched(name, new WeakReference<>(loader)));
    }

    int count() {
        return watched.size();
    }

    /** Collects garbage until all loaders are gone or the time is over. Returns those that are still reachable. */
    List<String> reachableAfter(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            System.gc();
            List<String> reachable = watched.stream()
                    .filter(entry -> entry.loader().get() != null)
                    .map(Watched::name)
                    .toList();
            if (reachable.isEmpty() || System.nanoTime() > end) {
                return reachable;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
