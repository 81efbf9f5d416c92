package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.MustBeClosed;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.runtime.internal.call.PooledEngine;
import io.pokeai.engine.runtime.internal.call.Tenancy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Engines by their settings: all who open with equal settings share one engine, so that its models are loaded once; the last
 * one to close closes it. Paths are equal when they lead to the same folder.
 *
 * <p><b>Ownership</b> each opener closes its own engine object. <b>Threads</b> safe; an engine is closed without the lock, and
 * an opening meanwhile gets a new one.
 */
public final class SharedEngines {
    private final Function<EngineSettings, PooledEngine> opener;

    @GuardedBy("this")
    private final Map<EngineSettings, Shared> open = new HashMap<>();

    /** @param opener of an engine that is not shared */
    public SharedEngines(Function<EngineSettings, PooledEngine> opener) {
        this.opener = opener;
    }

    /**
     * An engine with these settings.
     *
     * @throws EngineException as the opener does
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // handed on
    public synchronized Engine open(EngineSettings settings) {
        EngineSettings key = key(EngineException.required(settings, "settings"));
        Shared shared = open.get(key);
        if (shared == null) {
            shared = new Shared(opener.apply(settings));
            open.put(key, shared);
        }
        shared.tenants++;
        Shared taken = shared;
        return taken.engine.tenant(new Tenancy(() -> leave(key, taken)));
    }

    /** Engines that are open, for tests and reports. */
    synchronized int size() {
        return open.size();
    }

    private void leave(EngineSettings key, Shared shared) {
        synchronized (this) {
            shared.tenants--;
            if (shared.tenants > 0) {
                return;
            }
            open.remove(key);
        }
        shared.engine.close();
    }

    private static EngineSettings key(EngineSettings settings) {
        return settings.withArtifacts(place(settings.artifacts())).withCache(place(settings.cache()));
    }

    /** A folder that does not exist yet is known by its path below the nearest folder that exists. */
    private static Path place(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            Path absolute = folder.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            return parent == null ? absolute : place(parent).resolve(absolute.getFileName());
        }
    }

    /** One engine and the number of its openers; guarded by the lock of the map. */
    private static final class Shared {
        private final PooledEngine engine;
        private int tenants;

        Shared(PooledEngine engine) {
            this.engine = engine;
        }
    }
}
