package io.pokeai.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders of an installed runtime.
 *
 * @param folder the installation: {@code natives/}, {@code bundles/}, {@code plugins/}
 * @param cache for what is derived: unpacked natives, the framework's storage; safe to delete between runs
 * @param pluginFolders back ends and other bundles that come and go: the user's own folder first, if there is one, then
 *     {@code plugins/} of the installation, unless told otherwise
 * @param http whether the bundles of the HTTP server are installed, {@code http/}: every start reads what is installed
 */
record Home(Path folder, Path cache, List<Path> pluginFolders, boolean http) {
    static final String HOME = "pokeai.home";
    static final String CACHE = "pokeai.cache";

    /** Why folders were passed over in the search for a cache. */
    static final String REFUSED = "pokeai.cache.refused";

    static final String PLUGINS = "pokeai.plugins";
    static final String OWN_PLUGINS = "pokeai.plugins.own";
    static final String NATIVES = "pokeai.natives";

    /** Whether this run makes the class archive, for which the natives are loaded whichever command is called. */
    static final String PREPARE = "pokeai.prepare";

    /** The folder, perhaps read-only, where the image of a container may have the natives unpacked already. */
    static final String PREPARED_NATIVES = "pokeai.natives.prepared";

    /** From the system properties that the start script sets. */
    static Home fromProperties() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new IllegalStateException("Start the engine with the pokeai script, or set -D" + HOME + "=FOLDER.");
        }
        Path folder = Path.of(home).toAbsolutePath().normalize();
        String cache = System.getProperty(CACHE, "");
        Path delivered = Path.of(
                        System.getProperty(PLUGINS, folder.resolve("plugins").toString()))
                .toAbsolutePath();
        String own = System.getProperty(OWN_PLUGINS, "");
        return new Home(
                folder,
                cache.isEmpty() ? folder.resolve("cache") : Path.of(cache).toAbsolutePath(),
                own.isEmpty() ? List.of(delivered) : List.of(Path.of(own).toAbsolutePath(), delivered),
                false);
    }

    Home {
        pluginFolders = List.copyOf(pluginFolders);
    }

    /** Whether the start script has looked for a cache folder and found none. */
    static boolean isWithoutCache() {
        return System.getProperty(CACHE, "-").isEmpty();
    }

    /** With one folder of plugins and no other. */
    Home withPlugins(Path only) {
        return new Home(folder, cache, List.of(only.toAbsolutePath()), http);
    }

    /** With the bundles of the HTTP server. */
    Home withHttp() {
        return new Home(folder, cache, pluginFolders, true);
    }

    /** Whether the plugins are those of the installation, and not of one run. */
    boolean hasOwnPlugins() {
        return pluginFolders.contains(folder.resolve("plugins"));
    }

    /** What commands need before the framework runs. */
    Path commandList() {
        return folder.resolve(CommandList.FILE);
    }

    List<Path> nativesJars() {
        return jars(folder.resolve("natives"));
    }

    /** Bundles of the engine and the framework, which stay as long as the process. */
    List<Path> bundleJars() {
        return Stream.of("bundles", "http")
                .filter(name -> http || !name.equals("http"))
                .flatMap(name -> jars(folder.resolve(name)).stream())
                .toList();
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
