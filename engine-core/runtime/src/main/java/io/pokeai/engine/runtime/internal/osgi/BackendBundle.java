package io.pokeai.engine.runtime.internal.osgi;

import io.pokeai.engine.runtime.internal.discovery.BackendBuild;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.HostNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Finds out the build of a back end in OSGi: the version of its bundle, and of all bundles that it is wired to, fragments
 * included, because each of them can be updated alone.
 */
final class BackendBundle {
    private BackendBundle() {}

    static BackendBuild build(ServiceReference<ClassifierFactory> reference) {
        Bundle bundle = reference.getBundle();
        if (bundle == null) {
            return BackendBuild.UNKNOWN; // it is unregistered already
        }
        Map<String, String> versions = new HashMap<>();
        collect(bundle.adapt(BundleWiring.class), versions);
        versions.remove(name(bundle));
        return new BackendBuild(bundle.getVersion().toString(), versions);
    }

    private static void collect(@Nullable BundleWiring wiring, Map<String, String> versions) {
        if (wiring == null) {
            return;
        }
        Bundle bundle = wiring.getBundle();
        // The framework and the natives jars that it exports stay as long as the process.
        if (bundle.getBundleId() == 0
                || versions.putIfAbsent(name(bundle), bundle.getVersion().toString()) != null) {
            return;
        }
        for (BundleWire fragment : wires(wiring.getProvidedWires(HostNamespace.HOST_NAMESPACE))) {
            Bundle attached = fragment.getRequirer().getBundle();
            versions.putIfAbsent(name(attached), attached.getVersion().toString());
        }
        for (BundleWire needed : wires(wiring.getRequiredWires(null))) {
            collect(needed.getProviderWiring(), versions);
        }
    }

    /** A wiring that has gone meanwhile has no list. */
    private static List<BundleWire> wires(@Nullable List<BundleWire> found) {
        return found == null ? List.of() : found;
    }

    private static String name(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name == null ? bundle.getLocation() : name;
    }
}
