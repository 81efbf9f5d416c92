package io.pokeai.cli.internal;

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

/** What commands ask about models. */
final class Models {
    private Models() {}

    /**
     * What the model is that a command works with: the named one, else the one that the settings name, else the only one.
     *
     * @throws EngineException as {@code ModelRegistry.lease}; for a name that nobody typed it says who chose it
     */
    static ModelSpec wanted(CliSession session, Engine engine, @Nullable String named) {
        if (named != null) {
            return spec(engine, named);
        }
        Configuration configuration = Session.of(session).configuration();
        Optional<String> configured = configuration.model();
        if (configured.isEmpty()) {
            return spec(engine, engine.models().only());
        }
        try {
            return spec(engine, configured.get());
        } catch (EngineException e) {
            if (e.code() != ErrorCode.MODEL_NOT_FOUND) {
                throw e;
            }
            throw new EngineException(
                    e.code(),
                    e.problem() + " The name comes from: " + configuration.origin(Setting.MODEL) + ".",
                    e.remedy() + " Name another one.",
                    e);
        }
    }

    /**
     * The same, as a model that is open knows it: whether it gives logits or probabilities may only be seen when it runs.
     *
     * @param key who asks, if that is known
     * @throws EngineException as {@code ModelRegistry.lease}
     */
    static ModelSpec decided(Engine engine, ModelSpec spec, @Nullable String key) {
        if (!spec.provenance().output().isAssumed()) {
            return spec;
        }
        ModelRegistry models = engine.models();
        try (ModelLease lease = key == null ? models.lease(spec.name()) : models.lease(spec.name(), key)) {
            return lease.spec();
        }
    }

    /**
     * What a model is, without opening it if the registry can tell.
     *
     * @throws EngineException as {@code ModelRegistry.lease}: for an unknown or unusable model
     */
    static ModelSpec spec(Engine engine, String name) {
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
}
