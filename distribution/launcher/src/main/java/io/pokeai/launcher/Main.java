package io.pokeai.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.osgi.framework.BundleException;

/** {@code pokeai}: boots the framework, runs one command line in it, stops it, exits. */
public final class Main {
    /** These classify or crop pictures, so they will need the native libraries. */
    private static final Set<String> NEED_NATIVES = Set.of("classify", "preview", "demo", "shell");

    /** While these run, bundles may be dropped into the plugins folder. */
    private static final Set<String> WATCH_PLUGINS = Set.of("demo", "shell");

    /** Shows how a back end arrives, so it starts without any. */
    private static final String DEMO = "demo";

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
            Files.createDirectories(home.cache());
            if (command.equals(DEMO)) {
                try (ScratchFolder plugins = ScratchFolder.create(home.cache(), "demo-plugins-")) {
                    status = run(home.withPlugins(plugins.path()), command, args);
                }
            } else {
                status = run(home, command, args);
            }
        } catch (IOException | BundleException | IllegalStateException e) {
            System.err.println("pokeai: the runtime cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return signals.exitStatus(status);
    }

    private int run(Home home, String command, String[] args)
            throws IOException, BundleException, InterruptedException {
        System.setProperty(Home.NATIVES, home.cache().resolve("natives").toString());
        System.setProperty(Home.PLUGINS, home.plugins().toString());
        List<NativesJar> natives = new ArrayList<>();
        for (Path jar : home.nativesJars()) {
            natives.add(NativesJar.read(jar));
        }
        if (NEED_NATIVES.contains(command)) {
            preloader.start(
                    natives.stream().flatMap(jar -> jar.preload().stream()).toList());
        }
        try (OsgiRuntime runtime = OsgiRuntime.start(home, natives)) {
            if (WATCH_PLUGINS.contains(command)) {
                runtime.watchPlugins();
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

    private void cancel() {
        try {
            running.close();
        } catch (Exception e) { // the door is AutoCloseable's, which promises nothing
            System.err.println("pokeai: the command does not stop orderly: " + e);
        }
    }

    private static void cancelNothing() {}
}
