package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Which build of a back end it is. The id is the same in all builds; the answers may differ.
 *
 * @param version of the bundle or jar of the back end; empty if nothing says it
 * @param below versions of the bundles that it is wired to, by symbolic name; empty outside of OSGi
 */
public record BackendBuild(String version, Map<String, String> below) {
    public static final BackendBuild UNKNOWN = new BackendBuild("", Map.of());

    /** What a manifest may call the version, best first. */
    private static final List<Attributes.Name> VERSIONS =
            List.of(Attributes.Name.IMPLEMENTATION_VERSION, new Attributes.Name("Bundle-Version"));

    public BackendBuild {
        below = Map.copyOf(below);
    }

    /** What the jar of a back end on a flat class path says about itself. */
    static BackendBuild ofJar(ClassifierFactory factory) {
        Package home = factory.getClass().getPackage();
        String implementation = home == null ? null : home.getImplementationVersion();
        if (implementation != null) {
            return new BackendBuild(implementation, Map.of());
        }
        CodeSource source = factory.getClass().getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return UNKNOWN;
        }
        try {
            return ofManifest(Path.of(new URI(source.getLocation().toString())));
        } catch (URISyntaxException | IllegalArgumentException | IOException e) {
            return UNKNOWN; // a class loader of another program, such as a jar inside of a jar
        }
    }

    private static BackendBuild ofManifest(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            try (JarFile jar = new JarFile(place.toFile(), false)) {
                return of(jar.getManifest());
            }
        }
        Path manifest = place.resolve(JarFile.MANIFEST_NAME);
        if (!Files.isRegularFile(manifest)) {
            return UNKNOWN;
        }
        try (InputStream in = Files.newInputStream(manifest)) {
            return of(new Manifest(in));
        }
    }

    private static BackendBuild of(@org.jspecify.annotations.Nullable Manifest manifest) {
        if (manifest != null) {
            for (Attributes.Name name : VERSIONS) {
                String version = manifest.getMainAttributes().getValue(name);
                if (version != null) {
                    return new BackendBuild(version.trim(), Map.of());
                }
            }
        }
        return UNKNOWN;
    }

    /** What is below a back end and has changed since another build of it; sentences for a report. */
    public List<String> changesSince(BackendBuild older) {
        List<String> changes = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(below.keySet());
        names.addAll(older.below.keySet());
        Map<String, String> now = new TreeMap<>(below);
        for (String name : names) {
            String before = older.below.getOrDefault(name, "absent");
            String after = now.getOrDefault(name, "absent");
            if (!before.equals(after)) {
                changes.add("Below the back end, bundle " + name + " has changed: " + before + ", now " + after + ".");
            }
        }
        return changes;
    }
}
