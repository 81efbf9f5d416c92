package io.pokeai.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Keeps the installed plugins in line with folders of jars, and says what became of each jar.
 *
 * <p>Of two jars with one symbolic name and version, the one in the earlier folder is taken: a user's own comes before the
 * delivered one.
 *
 * <p><b>Threads</b> safe. Only this class calls code of bundles while it holds a lock: to start and stop bundles is its
 * only job.
 */
final class Plugins {
    private static final String FILE = "file:";
    private static final int REFRESH_SECONDS = 60;

    private final BundleContext context;
    private final List<Path> folders;
    private final PluginStamps stamps;
    private final BundleHealth health;

    /** Jars that the framework never saw, with the stamps that they had. */
    private final Map<Path, Refused> refused = new LinkedHashMap<>();

    /** Bundles that should run and do not, with the messages of their last starts. */
    private final Map<Bundle, String> failed = new LinkedHashMap<>();

    /** Bundles that were replaced by one of an earlier folder. */
    private final Set<Bundle> displaced = new LinkedHashSet<>();

    /** The stamps of all jars at the last look. */
    private Map<Path, String> seen = new LinkedHashMap<>();

    private record Refused(String stamp, PluginStatus status) {}

    /** @param folders of jars; need not exist */
    Plugins(BundleContext context, List<Path> folders, PluginStamps stamps) {
        this.context = context;
        this.folders = folders.stream().map(Path::toAbsolutePath).toList();
        this.stamps = stamps;
        this.health = new BundleHealth(context);
    }

    /** Installs what is in the folders, and nothing else; called before the framework starts. */
    synchronized void install() throws IOException {
        for (Bundle gone : withoutJar(jars())) {
            uninstall(gone);
        }
        for (Path jar : jars()) {
            take(jar);
        }
    }

    /** Starts all bundles that do not run yet, or keeps the reasons; called once the framework has started. */
    synchronized void start() {
        for (Bundle bundle : installed()) {
            if (!BundleHealth.isFragment(bundle) && !BundleHealth.isRunning(bundle)) {
                start(bundle);
            }
        }
        seen = look(jars());
    }

    /**
     * Looks at the folders, and installs, updates and uninstalls bundles. A jar counts once it has had the same stamp
     * twice: before that, it may still be being written.
     *
     * @param news is told what became of each jar that has come, changed or gone
     */
    synchronized void update(Consumer<String> news) throws IOException {
        List<Path> jars = jars();
        Map<Path, String> now = look(jars);
        Set<Bundle> changed = new LinkedHashSet<>();
        List<Path> looked = new ArrayList<>();
        for (Bundle gone : withoutJar(jars)) {
            uninstall(gone);
            changed.add(gone);
            news.accept("plugin " + fileName(gone.getLocation()) + " (" + BundleHealth.name(gone) + ") was taken out.");
        }
        refused.keySet().removeIf(jar -> !jars.contains(jar));
        for (Path jar : jars) {
            boolean still = Objects.equals(now.get(jar), seen.get(jar));
            Refused before = refused.get(jar);
            boolean other = before == null ? !isInstalled(jar) : !before.stamp().equals(now.get(jar));
            // What was refused as a duplicate is wanted once the other one has gone.
            if (still && (other || (before != null && !changed.isEmpty()))) {
                Optional<Bundle> installed = bundle(jar);
                boolean taken = take(jar);
                if (taken) {
                    installed.ifPresent(changed::add);
                }
                if (taken || other) {
                    looked.add(jar);
                }
            }
        }
        seen = now;
        changed.addAll(displaced);
        displaced.clear();
        if (!changed.isEmpty()) {
            refresh(changed);
        }
        if (!changed.isEmpty() || !looked.isEmpty()) {
            retry(looked, news);
        }
    }

    /**
     * Takes a jar that has just been put into a folder as a whole, or taken away, without waiting until it has been still for a
     * while.
     *
     * @return what became of it; empty when it is not there any more
     */
    synchronized Optional<PluginStatus> look(Path jar, Consumer<String> news) throws IOException {
        Map<Path, String> others = seen;
        // Only this one counts as still; what is being copied beside it is left to the watch.
        seen = new LinkedHashMap<>(Map.of(jar, JarStamp.of(jar)));
        // A jar that was refused is looked at again even if it has not changed: what was in its way may have gone.
        refused.remove(jar);
        try {
            update(news);
        } finally {
            others.put(jar, JarStamp.of(jar));
            seen = others;
        }
        return find(jar);
    }

    /** Starts a bundle that was stopped, for this run. */
    synchronized Optional<PluginStatus> start(Path jar) {
        bundle(jar).filter(bundle -> !BundleHealth.isFragment(bundle)).ifPresent(this::start);
        return find(jar);
    }

    /** Stops a bundle until it is started or updated, or until the process ends. Models go to other back ends first. */
    synchronized Optional<PluginStatus> stop(Path jar) {
        bundle(jar).ifPresent(bundle -> {
            try {
                bundle.stop(Bundle.STOP_TRANSIENT);
                failed.remove(bundle);
            } catch (BundleException e) {
                failed.put(bundle, sentence(e));
            }
        });
        return find(jar);
    }

    private Optional<PluginStatus> find(Path jar) {
        return jars().contains(jar) ? Optional.of(status(jar)) : Optional.empty();
    }

    /** The folders, the first one counts most. */
    List<Path> folders() {
        return folders;
    }

    /** Starts new bundles, and those that could not be started before: what they missed may be there now. */
    private void retry(List<Path> looked, Consumer<String> news) {
        Set<Bundle> waiting = new LinkedHashSet<>(failed.keySet());
        looked.forEach(jar -> bundle(jar).ifPresent(waiting::add));
        for (Bundle bundle : waiting) {
            if (bundle.getState() != Bundle.UNINSTALLED && !BundleHealth.isFragment(bundle)) {
                boolean didNotRun = failed.containsKey(bundle);
                start(bundle);
                Path jar = Path.of(URI.create(bundle.getLocation()));
                if (didNotRun && !failed.containsKey(bundle) && !looked.contains(jar)) {
                    news.accept(status(jar).line());
                }
            }
        }
        looked.forEach(jar -> news.accept(status(jar).line()));
    }

    /** What became of each jar. */
    synchronized List<PluginStatus> list() {
        return jars().stream().map(this::status).toList();
    }

    /**
     * The jars that were not taken or do not run. Components are not asked for, which would make each start slower; {@link
     * #list} does.
     */
    synchronized List<PluginStatus> notRunning() {
        return jars().stream()
                .filter(jar -> bundle(jar)
                        .map(bundle -> !BundleHealth.isRunning(bundle))
                        .orElse(true))
                .map(this::status)
                .filter(status -> !status.isFine())
                .toList();
    }

    private PluginStatus status(Path jar) {
        Refused unseen = refused.get(jar);
        if (unseen != null) {
            return unseen.status();
        }
        Optional<Bundle> bundle = bundle(jar);
        if (bundle.isEmpty()) {
            return new PluginStatus(
                    jar, "", "", PluginStatus.NOT_TAKEN, "it has not been read yet", "Look again in a second.");
        }
        return health.of(jar, bundle.get(), Optional.ofNullable(failed.get(bundle.get())));
    }

    /** Installs or updates; whether there is anything new to start. */
    private boolean take(Path jar) throws IOException {
        String location = location(jar);
        Optional<Bundle> installed = bundle(jar);
        if (installed.isPresent() && stamps.isInstalled(location, jar)) {
            refused.remove(jar);
            return false;
        }
        String stamp = JarStamp.of(jar);
        String name = "";
        String version = "";
        try {
            PluginJar read = PluginJar.read(jar);
            name = read.symbolicName();
            version = read.version().toString();
            requireUnique(read, jar);
            put(jar, location, installed);
            stamps.remember(location, jar);
            refused.remove(jar);
            return true;
        } catch (PluginProblem e) {
            String stays = installed
                    .map(bundle -> "; the one before, " + BundleHealth.name(bundle) + " " + BundleHealth.version(bundle)
                            + ", stays")
                    .orElse("");
            refused.put(
                    jar,
                    new Refused(
                            stamp,
                            new PluginStatus(
                                    jar, name, version, PluginStatus.NOT_TAKEN, e.problem() + stays, e.remedy())));
            return false;
        }
    }

    private void put(Path jar, String location, Optional<Bundle> installed) throws PluginProblem, IOException {
        try (InputStream content = Files.newInputStream(jar)) {
            if (installed.isPresent()) {
                installed.get().stop(Bundle.STOP_TRANSIENT);
                installed.get().update(content);
            } else {
                context.installBundle(location, content);
            }
        } catch (BundleException e) {
            throw new PluginProblem(sentence(e), "Build it again.");
        }
    }

    private void requireUnique(PluginJar read, Path jar) throws PluginProblem, IOException {
        for (Bundle other : context.getBundles()) {
            if (read.symbolicName().equals(other.getSymbolicName())
                    && read.version().equals(other.getVersion())
                    && !other.getLocation().equals(location(jar))) {
                if (rank(other) > folders.indexOf(jar.getParent())) {
                    uninstall(other);
                    displaced.add(other);
                    continue;
                }
                throw new PluginProblem(
                        "the bundle " + read.symbolicName() + " " + read.version() + " is there already, from "
                                + fileName(other.getLocation()),
                        "Take one of the two away, or give the new one another version.");
            }
        }
    }

    /**
     * Starts a bundle for this run only: at its next start the framework itself would report a failure, with a stack
     * trace.
     */
    private void start(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            failed.remove(bundle);
        } catch (BundleException e) {
            failed.put(bundle, sentence(e));
        }
    }

    /** The index of the folder that a bundle comes from; -1 when that is not a plugins folder. */
    private int rank(Bundle bundle) {
        return bundle.getLocation().startsWith(FILE)
                ? folders.indexOf(Path.of(URI.create(bundle.getLocation())).getParent())
                : -1;
    }

    private void uninstall(Bundle bundle) throws IOException {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            System.err.println(
                    "pokeai: the plugin " + BundleHealth.name(bundle) + " was not uninstalled: " + sentence(e) + ".");
        }
        failed.remove(bundle);
        stamps.forget(bundle.getLocation());
    }

    private void refresh(Set<Bundle> changed) {
        CountDownLatch done = new CountDownLatch(1);
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .adapt(FrameworkWiring.class)
                .refreshBundles(changed, event -> done.countDown());
        try {
            // A bundle stops once its running calls have finished; what takes longer goes on by itself.
            done.await(REFRESH_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Bundle> installed() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getLocation().startsWith(FILE))
                .toList();
    }

    private List<Bundle> withoutJar(List<Path> jars) {
        Set<String> locations = new LinkedHashSet<>();
        jars.forEach(jar -> locations.add(location(jar)));
        return installed().stream()
                .filter(bundle -> !locations.contains(bundle.getLocation()))
                .toList();
    }

    private boolean isInstalled(Path jar) throws IOException {
        return bundle(jar).isPresent() && stamps.isInstalled(location(jar), jar);
    }

    private Optional<Bundle> bundle(Path jar) {
        return Optional.ofNullable(context.getBundle(location(jar)));
    }

    /** The jars of all folders, the folders in their order. */
    private List<Path> jars() {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.filter(file ->
                                    file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                            .sorted()
                            .forEach(jars::add);
                } catch (IOException | UncheckedIOException e) {
                    System.err.println("pokeai: the plugins folder " + folder + " cannot be read (" + e.getMessage()
                            + "). Make it readable.");
                }
            }
        }
        return jars;
    }

    private static Map<Path, String> look(List<Path> jars) {
        Map<Path, String> look = new LinkedHashMap<>();
        jars.forEach(jar -> look.put(jar, JarStamp.of(jar)));
        return look;
    }

    private static String location(Path jar) {
        // A directory's ends with a slash.
        return FILE + "//" + jar.toAbsolutePath().toUri().getRawPath().replaceAll("/$", "");
    }

    private static String fileName(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    /** The innermost reason, on one line. */
    private static String sentence(BundleException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String activator = e.getType() == BundleException.ACTIVATOR_ERROR ? "its activator failed: " : "";
        String text = cause.getMessage() == null || !activator.isEmpty() ? cause.toString() : cause.getMessage();
        return activator + text.lines().findFirst().orElse("");
    }
}
