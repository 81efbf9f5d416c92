package io.pokeai.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleException;

/** {@code pokeai}: boots the framework, runs one command line in it, stops it, exits. */
public final class Main {
    /** With one of these, a command only prints its help and needs no natives. */
    private static final Set<String> ASKS_FOR_HELP = Set.of("--help", "-h");

    /** While these run, bundles may be dropped into the plugins folder. */
    private static final Set<String> WATCH_PLUGINS = Set.of("demo", "serve", "shell");

    /** These may start the HTTP server. */
    private static final Set<String> MAY_SERVE = Set.of("serve", "shell");

    /** These report by themselves which plugins were not taken. */
    private static final Set<String> TELL_OF_PLUGINS = Set.of("backends", "doctor", "models");

    /** These need no framework, and so no folder for its storage. */
    private static final Set<String> VERSION = Set.of("--version", "-V", "version");

    /** These say more with a framework. */
    private static final Set<String> HELP = Set.of("", "--help", "-h", "help");

    /** Shows how a back end is added, so it starts without any. */
    private static final String DEMO = "demo";

    /** With it, the demo ends with a service. */
    private static final String DEMO_SERVES = "--serve";

    private static final int FAILED = 3;

    private final Signals signals = new Signals();
    private final Preloader preloader = new Preloader();

    /** What a signal cancels. */
    private volatile AutoCloseable running = Main::cancelNothing;

    private Main() {}

    public static void main(String[] args) {
        int status = new Main().run(args);
        System.out.flush();
        System.err.flush();
        System.exit(status);
    }

    private int run(String[] args) {
        signals.install(this::cancel);
        int status = FAILED;
        try {
            String command = args.length == 0 ? "" : args[0];
            Home home = Home.fromProperties();
            if (VERSION.contains(command)) {
                status = FlatCommandLine.run(home.bundleJars(), args);
            } else if (Home.isWithoutCache()) {
                status = withoutCache(home, command, args);
            } else {
                status = withCache(home, command, args);
            }
        } catch (IOException | BundleException | IllegalStateException | ReflectiveOperationException e) {
            System.err.println("pokeai: the runtime cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return signals.exitStatus(status);
    }

    /** Runs what works where no folder can be written. */
    private static int withoutCache(Home home, String command, String[] args)
            throws IOException, ReflectiveOperationException {
        if (HELP.contains(command)) {
            return FlatCommandLine.run(home.bundleJars(), args);
        }
        System.err.println("pokeai: no folder can be written, and the engine needs one for its native libraries and the"
                + " framework's storage. Tried: " + System.getProperty(Home.REFUSED, "") + ".");
        System.err.println("        Name one with --cache or POKEAI_CACHE; in a container, mount a volume there"
                + " (docs/containers.md).");
        return FAILED;
    }

    private int withCache(Home home, String command, String[] args)
            throws IOException, BundleException, InterruptedException {
        try {
            Files.createDirectories(home.cache());
            if (command.equals(DEMO)) {
                Home own = Arrays.asList(args).contains(DEMO_SERVES) ? home.withHttp() : home;
                try (DisposableFolder plugins = DisposableFolder.create(home.cache(), "demo-plugins-")) {
                    return run(own.withPlugins(plugins.path()), command, args);
                }
            }
            return run(MAY_SERVE.contains(command) ? home.withHttp() : home, command, args);
        } catch (IOException | BundleException e) {
            throw new IOException(CacheFailure.sentence(home.cache(), e), e);
        }
    }

    private int run(Home home, String command, String[] args)
            throws IOException, BundleException, InterruptedException {
        System.setProperty(Home.NATIVES, home.cache().resolve("natives").toString());
        System.setProperty(
                Home.PREPARED_NATIVES, home.folder().resolve("cache/natives").toString());
        System.setProperty(
                Home.PLUGINS,
                home.pluginFolders().get(home.pluginFolders().size() - 1).toString());
        List<NativesJar> natives = new ArrayList<>();
        for (Path jar : home.nativesJars()) {
            natives.add(NativesJar.read(jar));
        }
        preloader.start(preloaded(natives, home, args));
        try (OsgiRuntime runtime = OsgiRuntime.start(home, natives)) {
            if (!TELL_OF_PLUGINS.contains(command)) {
                runtime.notRunning().forEach(plugin -> tell(plugin.line()));
            }
            if (WATCH_PLUGINS.contains(command)) {
                Consumer<String> news = command.equals(DEMO) ? line -> {} : Main::tell;
                runtime.watchPlugins(news);
            }
            ToIntFunction<String[]> commandLine = runtime.commandLine();
            if (commandLine instanceof AutoCloseable cancellable) {
                running = cancellable;
            }
            return signals.received() ? 0 : commandLine.applyAsInt(args);
        } finally {
            running = Main::cancelNothing;
            preloader.await();
        }
    }

    /** The classes whose natives are loaded while the framework starts. */
    private static List<String> preloaded(List<NativesJar> natives, Home home, String... args) throws IOException {
        if (Arrays.stream(args).anyMatch(ASKS_FOR_HELP::contains) && !Boolean.getBoolean(Home.PREPARE)) {
            return List.of();
        }
        Set<String> needs = CommandList.read(home.commandList()).nativesOf(args);
        return natives.stream()
                .filter(jar -> jar.isWantedFor(needs))
                .flatMap(jar -> jar.preload().stream())
                .toList();
    }

    private static void tell(String news) {
        System.err.println("pokeai: " + news);
    }

    private void cancel() {
        try {
            running.close();
        } catch (Exception e) { // AutoCloseable.close() may throw any exception
            System.err.println("pokeai: the command did not stop cleanly: " + e);
        }
    }

    private static void cancelNothing() {}
}
