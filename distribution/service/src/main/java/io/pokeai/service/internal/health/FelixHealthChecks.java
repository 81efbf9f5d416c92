package io.pokeai.service.internal.health;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.service.internal.web.ServiceState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** The checks: {@code live}, {@code ready} and {@code models}, each with a tag of its name. <b>Threads</b> safe. */
final class FelixHealthChecks {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private FelixHealthChecks() {}

    static List<AutoCloseable> register(BundleContext context, ServiceState state, Engine engine) {
        return List.of(
                register(context, "live", () -> new Result(Result.Status.OK, "The service answers.")),
                register(context, "ready", () -> ready(state)),
                register(context, "models", () -> models(engine)));
    }

    private static AutoCloseable register(BundleContext context, String tag, HealthCheck check) {
        ServiceRegistration<HealthCheck> registration = context.registerService(
                HealthCheck.class,
                check,
                FrameworkUtil.asDictionary(
                        Map.of(HealthCheck.NAME, "pokeai " + tag, HealthCheck.TAGS, new String[] {tag, "pokeai"})));
        return registration::unregister;
    }

    static Result ready(ServiceState state) {
        return new Result(
                state.isReady() ? Result.Status.OK : Result.Status.TEMPORARILY_UNAVAILABLE,
                "The service is " + state.step() + ".");
    }

    /** A model that nobody has opened yet is well; one that cannot be opened is not. */
    static Result models(Engine engine) {
        List<String> failed = new ArrayList<>();
        int open = 0;
        List<ModelStatus> models;
        try {
            models = engine.models().within(PATIENCE).list();
        } catch (EngineException e) {
            return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
        for (ModelStatus model : models) {
            open += model.state() == ModelState.READY ? 1 : 0;
            model.error().ifPresent(error -> failed.add(model.name() + ": " + error.getMessage()));
        }
        return failed.isEmpty()
                ? new Result(Result.Status.OK, open + " of " + models.size() + " models are open.")
                : new Result(Result.Status.CRITICAL, String.join(" ", failed));
    }
}
