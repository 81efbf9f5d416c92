package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.util.Optional;

/** Takes the place of a back end that has left; knows its name alone. */
record StoppedBackend(String id) implements ClassifierFactory {
    @Override
    public Optional<ModelSpec> recognise(ModelSource source) {
        return Optional.empty();
    }

    @Override
    public Classifier open(ModelSpec spec, OpenOptions options) {
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "Model '" + spec.name() + "' cannot be opened: its back end '" + id + "' was stopped.",
                "Start or install the back end again, then repeat the call.");
    }
}
