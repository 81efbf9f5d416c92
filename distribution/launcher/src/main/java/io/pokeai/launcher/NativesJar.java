package io.pokeai.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A jar with a native library and its Java binding. It is on the class path, not in the framework: a native library
 * belongs to the class loader that loaded it, and only the application's lives as long as the process. The framework
 * exports its packages to the bundles.
 *
 * @param exports the value of {@code Export-Package}, or nothing
 * @param preload a class with a {@code public static void load()} that makes the library ready, if there is one
 * @param serves what the library is for, as commands declare their needs: {@code pictures}, {@code models}; empty if it does not say
 */
record NativesJar(String exports, Optional<String> preload, Set<String> serves) {
    private static final String EXPORT_PACKAGE = "Export-Package";
    private static final String PRELOAD = "PokeAI-Preload";
    private static final String SERVES = "PokeAI-Serves";

    NativesJar {
        serves = Set.copyOf(serves);
    }

    static NativesJar read(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            if (manifest == null) {
                throw new IOException(jar + " has no manifest");
            }
            Attributes attributes = manifest.getMainAttributes();
            String exports = attributes.getValue(EXPORT_PACKAGE);
            String serves = attributes.getValue(SERVES);
            return new NativesJar(
                    exports == null ? "" : exports,
                    Optional.ofNullable(attributes.getValue(PRELOAD)),
                    serves == null ? Set.of() : Set.of(serves.split("\\s*,\\s*")));
        }
    }

    /**
     * Whether a command with these needs wants it; a jar that does not say what it serves is wanted for every command
     * that needs natives.
     */
    boolean isWantedFor(Set<String> needs) {
        return serves.isEmpty() ? !needs.isEmpty() : serves.stream().anyMatch(needs::contains);
    }
}
