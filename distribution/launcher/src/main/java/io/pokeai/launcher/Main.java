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
            Home home = Home.fromProperties();
            System.setProperty(Home.NATIVES, home.cache().resolve("natives").toString());
            System.setProperty(Home.PLUGINS, home.plugins().toString());
            List<NativesJar> natives = new ArrayList<>();
            for (Path jar : home.nativesJars()) {
                natives.add(NativesJar.read(jar));
            }
            if (args.length > 0 && NEED_NATIVES.contains(args[0])) {
                preloader.start(
                        natives.stream().flatMap(jar -> jar.preload().stream()).toList());
            }
            status = run(home, natives, args);
        } catch (IOException | BundleException | IllegalStateException e) {
            System.err.println("pokeai: the runtime cannot start: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return signals.exitStatus(status);
    }

    private int run(Home home, List<NativesJar> natives, String[] args)
            throws IOException, BundleException, InterruptedException {
        Files.createDirectories(home.cache());
        try (OsgiRuntime runtime = OsgiRuntime.start(home, natives)) {
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
