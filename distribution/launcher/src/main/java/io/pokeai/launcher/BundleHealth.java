package io.pokeai.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** Whether a bundle does what a plugin is there for, and why not. <b>Threads</b> safe. */
final class BundleHealth {
    private final BundleContext context;
    private final UnsatisfiedComponents components;

    BundleHealth(BundleContext context) {
        this.context = context;
        this.components = new UnsatisfiedComponents(context);
    }

    /**
     * How a plugin does.
     *
     * @param failure what it said when it was started, if it could not be
     */
    PluginStatus of(Path jar, Bundle bundle, Optional<String> failure) {
        String problem = "";
        String remedy = "";
        int state = bundle.getState();
        if (state == Bundle.INSTALLED) {
            List<String> missing = new MissingRequirements(
                            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class),
                            List.of(context.getBundles()))
                    .of(bundle);
            problem = missing.isEmpty()
                    ? failure.orElse("it cannot be resolved")
                    : "it needs " + String.join("; ", missing);
            remedy = "Put a bundle that has it into the plugins folder as well, or build the plugin for what there is.";
        } else if (isFragment(bundle)) {
            return new PluginStatus(jar, name(bundle), version(bundle), "attached", "", "");
        } else if (!isRunning(bundle)) {
            problem = failure.orElse("it was stopped");
            remedy = "Start it in the shell: start " + bundle.getBundleId() + ".";
        } else {
            List<String> wrong = components.of(bundle);
            if (!wrong.isEmpty()) {
                problem = "its component " + String.join("; ", wrong);
                remedy = "Add the bundle or configuration that it waits for, or mend the component.";
            } else if (bundle.getRegisteredServices() == null && exportsNothing(bundle)) {
                problem = "it offers nothing to the engine: no service and no package";
                remedy = "Register the back end or augmentation as a service (@Component): docs/write-a-backend.md.";
            }
        }
        return new PluginStatus(jar, name(bundle), version(bundle), state(state), problem, remedy);
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
