package io.pokeai.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The framework with its bundles, from start to stop. */
final class OsgiRuntime implements AutoCloseable {
    private static final long STOP_MILLIS = 60_000;

    /** Only some commands need these, and start them: the shell its Gogo, 'serve' the HTTP server. */
    private static final Set<String> ON_DEMAND = Set.of(
            "org.apache.felix.gogo.runtime",
            "org.apache.felix.gogo.command",
            "org.apache.felix.http.servlet-api",
            "org.apache.commons.commons-fileupload",
            "org.apache.felix.http.jetty12",
            "org.eclipse.jetty.unixdomain.server",
            "io.pokeai.service.grpc");

    private final Framework framework;
    private final FrameworkStorage storage;
    private @Nullable Plugins plugins;
    private @Nullable PluginWatch watch;
    private volatile Consumer<String> news = line -> {};

    private OsgiRuntime(Framework framework, FrameworkStorage storage) {
        this.framework = framework;
        this.storage = storage;
    }

    /**
     * Starts the framework and all its bundles.
     *
     * @param natives their packages are exported to the bundles
     */
    static OsgiRuntime start(Home home, List<NativesJar> natives) throws IOException, BundleException {
        FrameworkStorage storage = acquire(home);
        try {
            return start(home, natives, storage);
        } catch (BundleException | RuntimeException e) {
            if (storage.isFresh()) {
                throw e;
            }
            // A process that was killed may have left the storage half-written; it is made again.
            storage.discard();
            return start(home, natives, acquire(home));
        }
    }

    private static FrameworkStorage acquire(Home home) throws IOException {
        // Runs with plugins of their own must not uninstall those of the others from the common storage.
        String name = home.hasOwnPlugins() ? "framework" : "framework-other-plugins";
        name = home.http() ? name + "-http" : name;
        return FrameworkStorage.acquire(home.cache().resolve(name), home.bundleJars());
    }

    private static OsgiRuntime start(Home home, List<NativesJar> natives, FrameworkStorage storage)
            throws IOException, BundleException {
        Framework framework = new FrameworkFactory().newFramework(configuration(storage, natives));
        OsgiRuntime runtime = new OsgiRuntime(framework, storage);
        boolean started = false;
        try {
            framework.init();
            if (storage.isFresh()) {
                installAll(framework.getBundleContext(), home.bundleJars());
                storage.filled(home.bundleJars());
            }
            BundleContext context = framework.getBundleContext();
            Plugins plugins = new Plugins(context, home.pluginFolders(), new PluginStamps(storage.pluginStamps()));
            plugins.install();
            framework.start();
            plugins.start();
            runtime.offer(plugins);
            started = true;
            return runtime;
        } finally {
            if (!started) {
                runtime.close();
            }
        }
    }

    /** Offers the plugins to the command line, in types that both sides of the framework know. */
    private void offer(Plugins all) {
        plugins = all;
        Supplier<List<Map<String, String>>> list =
                () -> all.list().stream().map(PluginStatus::toMap).toList();
        framework
                .getBundleContext()
                .registerService(Supplier.class, list, FrameworkUtil.asDictionary(Map.of("pokeai.role", "plugins")));
        framework
                .getBundleContext()
                .registerService(
                        BiFunction.class,
                        new PluginDoor(all, line -> news.accept(line)),
                        FrameworkUtil.asDictionary(Map.of(
                                "pokeai.role",
                                "plugins",
                                PluginDoor.FOLDERS,
                                all.folders().stream().map(Path::toString).toArray(String[]::new))));
    }

    /** The jars in the plugins folders that were not taken or do not run. */
    List<PluginStatus> notRunning() {
        return plugins == null ? List.of() : plugins.notRunning();
    }

    /**
     * From now on, a jar that is put into a plugins folder is installed, and a bundle whose jar is removed is
     * uninstalled.
     *
     * @param listener is told what became of each
     */
    void watchPlugins(Consumer<String> listener) {
        news = listener;
        if (plugins != null && watch == null) {
            watch = PluginWatch.start(plugins, listener);
        }
    }

    /** What runs the command line: a service of a type that both sides of the framework know. */
    ToIntFunction<String[]> commandLine() {
        try {
            BundleContext context = framework.getBundleContext();
            ServiceReference<?>[] found =
                    context.getServiceReferences(ToIntFunction.class.getName(), "(pokeai.role=main)");
            if (found == null || !(context.getService(found[0]) instanceof ToIntFunction<?> function)) {
                throw new IllegalStateException("No bundle offers the command line. " + unresolved(context));
            }
            @SuppressWarnings("unchecked") // the role promises String[]
            ToIntFunction<String[]> commandLine = (ToIntFunction<String[]>) function;
            return commandLine;
        } catch (InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (watch != null) {
                watch.close();
            }
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            storage.close();
        }
    }

    private static Map<String, String> configuration(FrameworkStorage storage, List<NativesJar> natives) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.folder().toString());
        configuration.put(
                Constants.FRAMEWORK_STORAGE_CLEAN,
                storage.isFresh() ? Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT : "none");
        configuration.put(
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                natives.stream()
                        .map(NativesJar::exports)
                        .filter(exports -> !exports.isEmpty())
                        .collect(Collectors.joining(",")));
        // We hold a lock of our own; Felix's would only warn about the same thing again.
        configuration.put("felix.cache.locking", "false");
        configuration.put("felix.log.level", "1");
        configuration.put("ds.global.extender", "false");
        return configuration;
    }

    private static void installAll(BundleContext context, List<Path> jars) throws BundleException {
        List<Bundle> installed = new ArrayList<>();
        for (Path jar : jars) {
            installed.add(context.installBundle("reference:" + jar.toUri()));
        }
        for (Bundle bundle : installed) {
            boolean fragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
            if (!fragment && !ON_DEMAND.contains(bundle.getSymbolicName())) {
                bundle.start();
            }
        }
    }

    private static String unresolved(BundleContext context) {
        List<String> names = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.INSTALLED) {
                names.add(bundle.getSymbolicName());
            }
        }
        return names.isEmpty() ? "" : "Bundles that lack something: " + names;
    }
}
