package io.pokeai.cli.internal;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineFactory;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The engines that commands have asked for, one for each settings; owns and closes them.
 *
 * <p><b>Threads</b> safe.
 */
final class Engines implements AutoCloseable {
    private final Supplier<Optional<EngineFactory>> factory;
    private final boolean lasting;
    private final Map<EngineSettings, Engine> open = new LinkedHashMap<>();

    /** @param lasting whether the engines outlive the command that asks for one */
    Engines(Supplier<Optional<EngineFactory>> factory, boolean lasting) {
        this.factory = factory;
        this.lasting = lasting;
    }

    boolean lasting() {
        return lasting;
    }

    @SuppressWarnings("MustBeClosed") // closed by close()
    synchronized Engine borrow(EngineSettings settings) {
        Engine engine = open.get(settings);
        if (engine == null) {
            engine = open(settings);
            open.put(settings, engine);
        }
        return engine;
    }

    /** An engine that the caller closes. */
    @MustBeClosed
    Engine open(EngineSettings settings) {
        return factory.get().orElseThrow(Engines::missing).open(settings);
    }

    /** Closes all; a later {@link #borrow} opens anew. */
    @Override
    public synchronized void close() {
        try {
            open.values().forEach(Engine::close);
        } finally {
            open.clear();
        }
    }

    private static EngineException missing() {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "No engine is running: the bundle io.pokeai.engine.runtime is missing or did not start.",
                "Install the runtime again; 'pokeai doctor' says more.");
    }
}
