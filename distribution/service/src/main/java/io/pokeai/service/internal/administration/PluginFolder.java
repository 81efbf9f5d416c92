package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.service.internal.web.HttpFailure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The plugins folders, as operators change them: a jar is checked before it is put beside the others, and put back if it is not taken. From
 * then on the rules of the folder count.
 *
 * <p><b>Threads</b> safe; one change at a time.
 */
final class PluginFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,150}\\.jar");
    private static final String OLD = ".replaced";

    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

    private final InstalledBundles bundles;

    PluginFolder(InstalledBundles bundles) {
        this.bundles = bundles;
    }

    /**
     * A name that a jar may have.
     *
     * @throws HttpFailure 400
     */
    static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw HttpFailure.badRequest(
                    "'" + name + "' cannot be the file of a plugin.",
                    "Use letters, digits and '._+-', and '.jar' at the end.");
        }
        return name;
    }

    /** The folder that new plugins are put into; made if it is missing. */
    Path home() {
        Path home = bundles.folders().stream()
                .findFirst()
                .orElseThrow(
                        () -> new EngineException(
                                ErrorCode.UNAVAILABLE,
                                "This process has no plugins folder.",
                                "Start the service with the pokeai script, or install bundles by the framework that it runs in."));
        try {
            Files.createDirectories(home);
            removeLeftovers(home);
            return home;
        } catch (IOException e) {
            throw notWritable(home, e);
        }
    }

    /** Uploads of a process that was killed; those of another process that shares the folder are younger. */
    private static void removeLeftovers(Path home) throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(LONGEST_UPLOAD));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home, ".*.partial")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(old) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static EngineException notWritable(Path path, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                path + " cannot be written: " + e.getClass().getSimpleName() + ".",
                "Name a folder for plugins that the user of the service may write (POKEAI_PLUGINS).",
                e);
    }

    /** The jar of a name, in the first folder that has it. */
    private Optional<Path> find(String name) {
        return bundles.folders().stream()
                .map(folder -> folder.resolve(requireName(name)))
                .filter(Files::exists)
                .findFirst();
    }

    /** @throws HttpFailure 404 */
    Path require(String name) {
        return find(name)
                .orElseThrow(() -> HttpFailure.of(
                        404, "PLUGIN_NOT_FOUND", "There is no plugin '" + name + "'.", "GET /v1/plugins lists all."));
    }

    /** Whether there is one of this name. */
    boolean has(String name) {
        return find(name).isPresent();
    }

    /**
     * A file below a plugins folder, such as one that was copied into a folder of its own beside the plugins.
     *
     * @throws HttpFailure 400 for one that lies elsewhere, 404
     */
    Path below(Path file) {
        Path home = home();
        Path full = home.resolve(file).normalize();
        try {
            if (!full.startsWith(home)
                    || !Files.exists(full)
                    || !full.toRealPath().startsWith(home.toRealPath())) {
                throw HttpFailure.badRequest(
                                "'" + file + "' is not a file below the plugins folder.",
                                "Copy it there, or send it as the body of PUT /v1/plugins/NAME.jar.")
                        .ofField("file");
            }
            return full;
        } catch (IOException e) {
            throw HttpFailure.badRequest("'" + file + "' cannot be read.", "Copy it again.")
                    .ofField("file");
        }
    }

    /**
     * Installs a jar, or puts it in place of the one with its name.
     *
     * @param content on the disk of the plugins folder; moved
     * @throws EngineException {@code INVALID_ARGUMENT} when no framework could use it, {@code CONFLICT} when it was not taken; then
     *     everything is as before
     */
    synchronized Plugin install(Path content, String name) {
        Plugin read = bundles.check(content);
        if (!read.isFine()) {
            throw EngineException.invalidArgument(name + " was not taken: " + read.problem() + ".", read.remedy());
        }
        Path jar = home().resolve(requireName(name));
        Path old = jar.resolveSibling("." + name + OLD);
        try {
            boolean replaces = Files.exists(jar);
            if (replaces) {
                Files.deleteIfExists(old);
                Files.copy(jar, old, StandardCopyOption.COPY_ATTRIBUTES);
            }
            move(content, jar);
            Optional<Plugin> taken = bundles.look(jar);
            if (taken.isPresent() && taken.get().bundle().equals(read.bundle()) && isTaken(taken.get(), read)) {
                Files.deleteIfExists(old);
                return taken.get();
            }
            putBack(jar, old, replaces);
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    name + " was not taken: " + taken.map(Plugin::problem).orElse("it is gone") + ".",
                    taken.map(Plugin::remedy).orElse(""));
        } catch (IOException e) {
            throw notWritable(jar, e);
        }
    }

    /** One that was refused has no bundle in the framework, or still the one before. */
    private static boolean isTaken(Plugin found, Plugin wanted) {
        return !found.state().equals("not taken") && found.version().equals(wanted.version());
    }

    private void putBack(Path jar, Path old, boolean replaces) throws IOException {
        if (replaces) {
            move(old, jar);
        } else {
            Files.deleteIfExists(jar);
        }
        bundles.look(jar);
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // The plugins are looked at twice before one is taken, so half of a file is not.
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes the jar; its bundle is uninstalled. */
    synchronized Plugin uninstall(String name) {
        Path jar = require(name);
        try {
            Files.delete(jar);
        } catch (IOException e) {
            throw notWritable(jar, e);
        }
        // Of two jars with one name, the one in the later folder is there from now on.
        Optional<Plugin> left = bundles.look(jar);
        return left.orElseGet(() -> new Plugin(jar.toString(), "", "", "uninstalled", "", ""));
    }

    synchronized Plugin start(String name) {
        return bundles.start(require(name)).orElseThrow(() -> gone(name));
    }

    synchronized Plugin stop(String name) {
        return bundles.stop(require(name)).orElseThrow(() -> gone(name));
    }

    private static EngineException gone(String name) {
        return new EngineException(ErrorCode.CONFLICT, "The plugin '" + name + "' was taken away.", "List them again.");
    }
}
