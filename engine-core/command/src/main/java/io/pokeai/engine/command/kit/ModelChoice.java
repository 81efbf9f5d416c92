package io.pokeai.engine.command.kit;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.command.CliSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model that a command works with: the one that {@code --model} names, else the one that the settings name, else the only one.
 *
 * <p><b>Threads</b> stateless.
 */
public final class ModelChoice {
    private ModelChoice() {}

    /**
     * The name, as the caller writes it; whether there is such a model is not looked at.
     *
     * @param named by the command's option, if it was given
     * @throws EngineException as {@code ModelRegistry.only}
     */
    public static String name(CliSession session, Engine engine, @Nullable String named) {
        return Optional.ofNullable(named)
                .map(ModelSpec::nameOf)
                .or(session::model)
                .orElseGet(() -> engine.models().only());
    }

    /**
     * What the chosen model is.
     *
     * @param named by the command's option, if it was given
     * @throws EngineException as {@code ModelRegistry.lease}; for a name that was not typed it says who chose it
     */
    public static ModelSpec of(CliSession session, Engine engine, @Nullable String named) {
        if (named != null) {
            return describe(engine, named);
        }
        Optional<String> configured = session.model();
        if (configured.isEmpty()) {
            return describe(engine, engine.models().only());
        }
        try {
            return describe(engine, configured.get());
        } catch (EngineException e) {
            if (e.code() != ErrorCode.MODEL_NOT_FOUND) {
                throw e;
            }
            throw new EngineException(
                    e.code(),
                    e.problem() + " The name comes from: " + session.modelOrigin() + ".",
                    e.remedy() + " Name another one.",
                    e);
        }
    }

    /**
     * What a model is, without opening it if the registry can tell.
     *
     * @throws EngineException as {@code ModelRegistry.lease}: for an unknown or unusable model
     */
    public static ModelSpec describe(Engine engine, String name) {
        Optional<ModelSpec> known = engine.models().list().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .flatMap(ModelStatus::spec);
        if (known.isPresent()) {
            return known.get();
        }
        try (ModelLease lease = engine.models().lease(name)) {
            return lease.spec();
        }
    }

    /**
     * The same model, as its open generation knows it: whether it gives logits or probabilities may only be seen when it runs.
     *
     * @param key who asks, if that is known
     * @throws EngineException as {@code ModelRegistry.lease}
     */
    public static ModelSpec observed(Engine engine, ModelSpec spec, @Nullable String key) {
        if (!spec.provenance().output().isAssumed()) {
            return spec;
        }
        ModelRegistry models = engine.models();
        try (ModelLease lease = key == null ? models.lease(spec.name()) : models.lease(spec.name(), key)) {
            return lease.spec();
        }
    }
}
