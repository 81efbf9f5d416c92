package io.pokeai.service.internal;

import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.service.internal.administration.InstalledBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A plugins folder without a framework: a jar is a text {@code NAME VERSION}; one that begins with {@code damaged} cannot be read, and
 * two of one name and version are not both taken.
 */
final class FakePlugins implements InstalledBundles {
    final Path folder;
    private final Map<Path, Plugin> plugins = new ConcurrentHashMap<>();

    FakePlugins(Path folder) {
        this.folder = folder;
    }

    private static Plugin plugin(Path jar, String bundle, String version, String state, String problem) {
        return new Plugin(jar.toString(), bundle, version, state, problem, problem.isEmpty() ? "" : "Correct it.");
    }

    @Override
    public Installed installed() {
        return new Installed(
                List.of(new BackEnd("fake", "io.fake", "1.0.0", "active", "fake.jar")),
                plugins.values().stream().toList());
    }

    @Override
    public List<BundleFacts> bundles() {
        return List.of(new BundleFacts(0, "org.apache.felix.framework", "7.0.5", "active", "System Bundle"));
    }

    @Override
    public List<Path> folders() {
        return List.of(folder);
    }

    @Override
    public Plugin check(Path jar) {
        try {
            String text = Files.readString(jar).strip();
            return text.startsWith("damaged")
                    ? plugin(jar, "", "", "not taken", "it is damaged")
                    : plugin(jar, text.split(" ", 2)[0], text.split(" ", 2)[1], "read", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Plugin> look(Path jar) {
        if (!Files.exists(jar)) {
            plugins.remove(jar);
            return Optional.empty();
        }
        Plugin read = check(jar);
        boolean taken = plugins.entrySet().stream()
                .anyMatch(other -> !other.getKey().equals(jar)
                        && other.getValue().bundle().equals(read.bundle())
                        && other.getValue().version().equals(read.version()));
        if (taken) {
            return Optional.of(plugin(jar, read.bundle(), read.version(), "not taken", "it is there already"));
        }
        plugins.put(jar, plugin(jar, read.bundle(), read.version(), "active", ""));
        return Optional.of(plugins.get(jar));
    }

    @Override
    public Optional<Plugin> start(Path jar) {
        return state(jar, "active", "");
    }

    @Override
    public Optional<Plugin> stop(Path jar) {
        return state(jar, "resolved", "it was stopped");
    }

    private Optional<Plugin> state(Path jar, String state, String problem) {
        return Optional.ofNullable(
                plugins.computeIfPresent(jar, (key, old) -> plugin(jar, old.bundle(), old.version(), state, problem)));
    }
}
