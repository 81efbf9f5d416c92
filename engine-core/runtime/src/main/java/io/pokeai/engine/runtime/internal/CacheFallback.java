package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.api.EngineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folder for derived data: that of the settings if it can be written, else the first that can of the runtime's own
 * ({@code pokeai.cache}), {@code $XDG_CACHE_HOME/pokeai}, {@code $HOME/.cache/pokeai} and a folder below the temporary files.
 * Without any, nothing is remembered, and models open more slowly.
 */
public final class CacheFallback {
    private CacheFallback() {}

    /** The settings with a cache that can be written, if there is one. */
    public static EngineSettings in(EngineSettings settings) {
        return in(
                settings,
                System.getProperty("pokeai.cache", ""),
                System.getenv(),
                System.getProperty("java.io.tmpdir"));
    }

    static EngineSettings in(
            EngineSettings settings, String runtime, Map<String, String> environment, String temporary) {
        if (canBeWritten(settings.cache())) {
            return settings;
        }
        Optional<Path> other = candidates(runtime, environment, temporary).stream()
                .filter(CacheFallback::canBeWritten)
                .findFirst();
        System.getLogger(CacheFallback.class.getName())
                .log(
                        other.isPresent() ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                        "the cache folder " + settings.cache() + " cannot be written; "
                                + other.map(path -> path + " is used instead")
                                        .orElse("nothing is remembered, and models open more slowly."
                                                + " Name a folder that can be written with --cache, POKEAI_CACHE or"
                                                + " EngineSettings.withCache"));
        return other.map(settings::withCache).orElse(settings);
    }

    private static List<Path> candidates(String runtime, Map<String, String> environment, String temporary) {
        List<Path> candidates = new ArrayList<>();
        if (!runtime.isEmpty()) {
            candidates.add(Path.of(runtime));
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (cache.startsWith("/")) {
            candidates.add(Path.of(cache, "pokeai"));
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.startsWith("/")) {
            candidates.add(Path.of(home, ".cache", "pokeai"));
        }
        String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_.-]", "_");
        candidates.add(Path.of(temporary, "pokeai-" + user));
        return candidates;
    }

    /** Does not make the folder: an engine that has nothing to remember leaves none. */
    private static boolean canBeWritten(Path folder) {
        for (Path one = folder.toAbsolutePath(); one != null; one = one.getParent()) {
            if (Files.exists(one)) {
                return Files.isDirectory(one) && Files.isWritable(one);
            }
        }
        return false;
    }
}
