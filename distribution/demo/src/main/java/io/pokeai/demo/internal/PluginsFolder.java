package io.pokeai.demo.internal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Drops the jars of the installed back ends into the folder that the runtime watches. */
final class PluginsFolder implements HotPlug, AutoCloseable {
    /** System property of the launcher: the installed runtime. */
    private static final String HOME = "pokeai.home";

    /** System property of the launcher: the folder that it watches in this run. */
    private static final String PLUGINS = "pokeai.plugins";

    private final BackEnds backEnds;
    private final List<Path> dropped = new ArrayList<>();

    PluginsFolder(BundleContext context) {
        this.backEnds = new BackEnds(context);
        backEnds.open();
    }

    @Override
    public boolean isPlugged() {
        return backEnds.any();
    }

    @Override
    public boolean isPlugged(String id) {
        return Stream.of(backEnds.getServices(new ClassifierFactory[0]))
                .anyMatch(factory -> factory.id().equals(id));
    }

    @Override
    public int plug() throws IOException {
        Path watched = folder(PLUGINS);
        Path installed = folder(HOME).resolve("plugins");
        List<Path> jars;
        try (Stream<Path> files = Files.list(installed)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        int expected = 0;
        for (Path jar : jars) {
            Path target = watched.resolve(jar.getFileName());
            // Written beside the folder, so that the watch of the folder never sees half a jar.
            Path part = watched.resolveSibling(watched.getFileName() + ".part");
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            dropped.add(target);
            expected += isBackEnd(target) ? 1 : 0;
        }
        backEnds.expect(expected);
        return jars.size();
    }

    @Override
    public boolean await(boolean plugged, Duration atMost) throws InterruptedException {
        return backEnds.await(plugged, atMost.toNanos());
    }

    @Override
    public void unplug() throws IOException {
        for (Path jar : dropped) {
            Files.deleteIfExists(jar);
        }
        dropped.clear();
    }

    @Override
    public void close() {
        backEnds.close();
    }

    /** Whether the bundle says that it will register a back end. */
    private static boolean isBackEnd(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String services =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Constants.PROVIDE_CAPABILITY);
            return services != null && services.contains(ClassifierFactory.class.getName());
        }
    }

    private static Path folder(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The system property " + property + " is not set, so there is no installed runtime to show.",
                    "Run the demo with the start script: pokeai demo.");
        }
        return Path.of(value);
    }

    /** Counts the back ends as the framework tells that they come and go. */
    private static final class BackEnds extends ServiceTracker<ClassifierFactory, ClassifierFactory> {
        @GuardedBy("this")
        private int present;

        @GuardedBy("this")
        private int expected = 1;

        BackEnds(BundleContext context) {
            super(context, ClassifierFactory.class, null);
        }

        @Override
        public ClassifierFactory addingService(ServiceReference<ClassifierFactory> reference) {
            count(1);
            return super.addingService(reference);
        }

        @Override
        public void removedService(ServiceReference<ClassifierFactory> reference, ClassifierFactory service) {
            super.removedService(reference, service);
            count(-1);
        }

        private synchronized void count(int change) {
            present += change;
            notifyAll();
        }

        synchronized void expect(int count) {
            expected = Math.max(1, count);
            notifyAll();
        }

        synchronized boolean any() {
            return present > 0;
        }

        private synchronized boolean is(boolean plugged) {
            return plugged ? present >= expected : present == 0;
        }

        synchronized boolean await(boolean wanted, long nanos) throws InterruptedException {
            long end = System.nanoTime() + nanos;
            while (!is(wanted)) {
                long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (millis <= 0) {
                    return false;
                }
                wait(millis);
            }
            return true;
        }
    }
}
