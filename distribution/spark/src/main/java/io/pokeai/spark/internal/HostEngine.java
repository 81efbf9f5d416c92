package io.pokeai.spark.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.runtime.PokeAi;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine of this JVM, shared by all tasks that run in it: an executor opens each model once, whatever the number of its tasks.
 * Natives are unpacked once for each machine, into the cache folder.
 *
 * <p><b>Threads</b> safe.<br>
 * <b>Ownership</b> engines are closed when the JVM ends.
 */
final class HostEngine {
    private static final Map<HostSettings, HostEngine> OPEN = new ConcurrentHashMap<>();

    private final Engine engine;
    private final Map<String, HostPlan> plans = new ConcurrentHashMap<>();

    @SuppressWarnings("MustBeClosedChecker") // closed when the JVM ends
    private HostEngine(HostSettings settings) {
        this.engine = PokeAi.open(settings.engine());
        Runtime.getRuntime().addShutdownHook(new Thread(engine::close, "pokeai-close"));
    }

    /** @throws io.pokeai.engine.api.EngineException why it cannot be opened here */
    static HostEngine of(HostSettings settings) {
        return OPEN.computeIfAbsent(settings, HostEngine::new);
    }

    Engine engine() {
        return engine;
    }

    /** The plan with this engine's models, made once. */
    HostPlan plan(SharedPlan plan) {
        return plans.computeIfAbsent(plan.id(), unknown -> HostPlan.of(this, plan));
    }
}
