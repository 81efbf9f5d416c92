package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.command.installed.Installed;
import java.util.List;
import java.util.Optional;

/** Those of the engine of this process, which is opened when it is asked for. */
record LocalModels(Session session) implements ReachedModels {
    @Override
    public List<ListedModel> list() throws InterruptedException {
        ModelRegistry models = session.engine().models();
        if (!models.awaitSettled(EngineSettings.OPEN_DEADLINE)) {
            session.err().print("pokeai: some files are still being examined.\n");
        }
        return models.list().stream()
                .map(model -> new ListedModel(model, status(model)))
                .toList();
    }

    private Optional<SwapStatus> status(ModelStatus model) {
        try {
            return Optional.of(control().status(model.name()));
        } catch (EngineException e) {
            // The model was removed after it was listed.
            return Optional.empty();
        }
    }

    @Override
    public ModelControl control() {
        return session.engine().control();
    }

    @Override
    public Installed installed() {
        return session.installed();
    }

    @Override
    public boolean lasting() {
        return session.lasting();
    }
}
