package io.pokeai.cli.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import java.util.Optional;

/** What commands ask about models. */
final class Models {
    private Models() {}

    /**
     * What a model is, without opening it if the registry can tell.
     *
     * @throws io.pokeai.engine.api.EngineException as {@code ModelRegistry.lease}: for an unknown or unusable model
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
