package io.pokeai.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The framework with its bundles, from start to stop. */
final class OsgiRuntime implements AutoCloseable {
    private static final long STOP_MILLIS = 60_000;

    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    /** Only long-running commands need these; they start them. */
    private static final Set<String> ON_DEMAND =
            Set.of("org.apache.felix.gogo.runtime", "org.apache.felix.gogo.command", FILE_INSTALL);

    private final Framework framework;
    private final FrameworkStorage storage;

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
            // A process that was killed may have left the storage half-written; nothing in it is precious.
            storage.discard();
            return start(home, natives, acquire(home));
        }
    }

    private static FrameworkStorage acquire(Home home) throws IOException {
        // Runs with plugins of their own must not uninstall those of the others from the common storage.
        String name = home.hasOwnPlugins() ? "framework" : "framework-other-plugins";
        return FrameworkStorage.acquire(home.cache().resolve(name), home.bundleJars());
    }

    private static OsgiRuntime start(Home home, List<NativesJar> natives, FrameworkStorage storage)
            throws IOException, BundleException {
        Framework framework = new FrameworkFactory().newFramework(configuration(home, storage, natives));
        OsgiRuntime runtime = new OsgiRuntime(framework, storage);
        boolean started = false;
        try {
            framework.init();
            if (storage.isFresh()) {
                installAll(framework.getBundleContext(), home.bundleJars());
                storage.filled(home.bundleJars());
            }
            syncPlugins(framework.getBundleContext(), home.pluginJars());
            framework.start();
            started = true;
            return runtime;
        } finally {
            if (!started) {
                runtime.close();
            }
        }
    }

    /** From now on, what is dropped into the plugins folder is installed, and what is removed from it goes. */
    void watchPlugins() throws BundleException {
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (FILE_INSTALL.equals(bundle.getSymbolicName())) {
                bundle.start(Bundle.START_TRANSIENT);
            }
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

    private static Map<String, String> configuration(Home home, FrameworkStorage storage, List<NativesJar> natives) {
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
        configuration.put("felix.fileinstall.dir", home.plugins().toString());
        configuration.put("felix.fileinstall.poll", "500");
        configuration.put("felix.fileinstall.noInitialDelay", "true");
        configuration.put("felix.fileinstall.bundles.new.start", "true");
        configuration.put("felix.fileinstall.log.level", "1");
        configuration.put(
                "felix.fileinstall.tmpdir", home.cache().resolve("fileinstall").toString());
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

    /**
     * Brings the installed plugins in line with the plugins folder. The locations are those that the folder's watcher
     * uses, so that it recognises them when it is started later.
     */
    private static void syncPlugins(BundleContext context, List<Path> jars) throws BundleException, IOException {
        Map<String, Path> wanted = new HashMap<>();
        jars.forEach(jar -> wanted.put(jar.toUri().toString(), jar));
        for (Bundle bundle : context.getBundles()) {
            String location = bundle.getLocation();
            if (location.startsWith("file:")) {
                Path jar = wanted.remove(location);
                if (jar == null) {
                    bundle.uninstall();
                } else if (bundle.getLastModified()
                        < Files.getLastModifiedTime(jar).toMillis()) {
                    try (InputStream content = Files.newInputStream(jar)) {
                        bundle.update(content);
                    }
                }
            }
        }
        for (Map.Entry<String, Path> missing : wanted.entrySet()) {
            try (InputStream content = Files.newInputStream(missing.getValue())) {
                context.installBundle(missing.getKey(), content).start();
            } catch (BundleException e) {
                System.err.println(
                        "pokeai: plugin " + missing.getValue().getFileName() + " cannot be used: " + e.getMessage());
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
