package io.pokeai.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Tells whether a plugin works, and if not, why. <b>Threads</b> safe. */
final class BundleHealth {
    private final BundleContext context;
    private final UnsatisfiedComponents components;

    BundleHealth(BundleContext context) {
        this.context = context;
        this.components = new UnsatisfiedComponents(context);
    }

    /** Why a plugin does nothing, and what to do about it; both empty when it works. */
    private record Trouble(String problem, String remedy) {
        static final Trouble NONE = new Trouble("", "");
    }

    /**
     * The status of a plugin.
     *
     * @param failure the message of its last start, if that failed
     */
    PluginStatus of(Path jar, Bundle bundle, Optional<String> failure) {
        int state = bundle.getState();
        if (state != Bundle.INSTALLED && isFragment(bundle)) {
            return new PluginStatus(jar, name(bundle), version(bundle), "attached", "", "");
        }
        Trouble trouble = trouble(bundle, state, failure);
        return new PluginStatus(jar, name(bundle), version(bundle), state(state), trouble.problem(), trouble.remedy());
    }

    private Trouble trouble(Bundle bundle, int state, Optional<String> failure) {
        if (state == Bundle.INSTALLED) {
            List<String> missing = missing(bundle);
            return new Trouble(
                    missing.isEmpty()
                            ? failure.orElse("it cannot be resolved")
                            : "it needs " + String.join("; ", missing),
                    "Put a bundle that has it into the plugins folder as well, or change what the plugin needs.");
        }
        if (!isRunning(bundle)) {
            return new Trouble(
                    failure.orElse("it was stopped"),
                    "Start it: 'start " + bundle.getBundleId() + "' in the shell, or /v1/plugins of a service.");
        }
        List<String> wrong = components.of(bundle);
        if (!wrong.isEmpty()) {
            return new Trouble(
                    "its component " + String.join("; ", wrong),
                    "Add the bundle or configuration that it waits for, or correct the component.");
        }
        if (bundle.getRegisteredServices() == null && exportsNothing(bundle)) {
            return new Trouble(
                    "it offers nothing to the engine: no service and no package",
                    "Register the back end or augmentation as a service (@Component): docs/write-a-backend.md.");
        }
        return Trouble.NONE;
    }

    private List<String> missing(Bundle bundle) {
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        return new MissingRequirements(wiring, List.of(context.getBundles())).of(bundle);
    }

    private static boolean exportsNothing(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.EXPORT_PACKAGE) == null;
    }

    static boolean isRunning(Bundle bundle) {
        return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
    }

    static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    static String name(Bundle bundle) {
        return String.valueOf(bundle.getSymbolicName());
    }

    static String version(Bundle bundle) {
        return bundle.getVersion().toString();
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.UNINSTALLED -> "uninstalled";
            case Bundle.INSTALLED -> "installed";
            case Bundle.RESOLVED -> "resolved";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "active";
        };
    }
}
