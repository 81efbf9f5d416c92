package io.pokeai.service.internal.administration;

import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.Plugin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is installed in this process, and how plugins are changed. <b>Threads</b> safe. */
public interface InstalledBundles {
    /** Back ends and plugins, now. */
    Installed installed();

    /** All bundles of the framework. */
    List<BundleFacts> bundles();

    /** The folders of plugins; the first one is for new ones. Empty where this process has none. */
    List<Path> folders();

    /** Whether a jar, anywhere, could be taken: it has a problem if not. Nothing is done. */
    Plugin check(Path jar);

    /** Takes a jar that lies in a folder as a whole, or gives up one that was taken away; empty when it is not there. */
    Optional<Plugin> look(Path jar);

    /** Starts its bundle, for this run. */
    Optional<Plugin> start(Path jar);

    /** Stops its bundle until it is started or updated, or the process ends. */
    Optional<Plugin> stop(Path jar);

    /**
     * A bundle.
     *
     * @param name its symbolic name
     * @param state as OSGi calls it, in small letters
     * @param location where it came from
     */
    record BundleFacts(long id, String name, String version, String state, String location) {}
}
