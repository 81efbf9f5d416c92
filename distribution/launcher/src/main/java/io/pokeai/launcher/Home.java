package io.pokeai.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where things lie in an installed runtime.
 *
 * @param folder the installation: {@code natives/}, {@code bundles/}, {@code plugins/}
 * @param cache for what is derived: unpacked natives, the framework's storage; safe to delete between runs
 * @param plugins back ends and other bundles that come and go; {@code plugins/} of the installation unless told otherwise
 */
record Home(Path folder, Path cache, Path plugins) {
    static final String HOME = "pokeai.home";
    static final String CACHE = "pokeai.cache";
    static final String PLUGINS = "pokeai.plugins";
    static final String NATIVES = "pokeai.natives";

    /** From the system properties that the start script sets. */
    static Home fromProperties() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("Start me with the pokeai script, or set -D" + HOME + "=FOLDER.");
        }
        Path folder = Path.of(home).toAbsolutePath().normalize();
        Path cache = Path.of(System.getProperty(CACHE, folder.resolve("cache").toString()))
                .toAbsolutePath();
        Path plugins = Path.of(
                        System.getProperty(PLUGINS, folder.resolve("plugins").toString()))
                .toAbsolutePath();
        return new Home(folder, cache, plugins);
    }

    Home withPlugins(Path other) {
        return new Home(folder, cache, other.toAbsolutePath());
    }

    /** Whether the plugins are those of the installation, and not of one run. */
    boolean hasOwnPlugins() {
        return plugins.equals(folder.resolve("plugins"));
    }

    List<Path> nativesJars() {
        return jars(folder.resolve("natives"));
    }

    /** Bundles of the engine and the framework, which stay as long as the process. */
    List<Path> bundleJars() {
        return jars(folder.resolve("bundles"));
    }

    List<Path> pluginJars() {
        return jars(plugins);
    }

    /** The jars of a folder by name; none if there is no such folder. */
    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
