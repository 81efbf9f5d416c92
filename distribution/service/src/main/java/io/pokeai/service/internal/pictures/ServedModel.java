package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.UnlocatedText;
import java.io.IOException;
import java.util.Optional;

/**
 * What callers may know of a model: whether it answers, what answers, and what it takes and gives. Where its files lie, and a shadow, which
 * answers nobody, are the operators' affair.
 */
record ServedModel(SwapStatus status) {
    /** An object. */
    void write(JsonWriter json) throws IOException {
        ModelStatus model = status.model();
        json.beginObject();
        json.field("name", model.name());
        json.field("state", model.state().name());
        json.field("ready", model.state() == ModelState.READY);
        Optional<String> reason = reason(model);
        if (reason.isPresent()) {
            json.field("reason", reason.get());
        }
        if (model.spec().isPresent()) {
            describe(json, model.spec().get());
        }
        if (model.device().isPresent()) {
            json.field("device", model.device().get());
        }
        Optional<SwapStatus.Trial> canary =
                status.trial().filter(trial -> trial.comparison().isEmpty());
        if (canary.isPresent()) {
            json.beginObject("canary");
            version(json, canary.get().version());
            json.field("weight", canary.get().weight());
            json.endObject();
        }
        json.endObject();
    }

    private static Optional<String> reason(ModelStatus model) {
        if (model.state() == ModelState.READY) {
            return Optional.empty();
        }
        Optional<String> error = model.error().map(EngineException::getMessage);
        return error.map(text -> UnlocatedText.of(text, model.files()))
                .or(() -> model.state() == ModelState.FOUND ? Optional.of("not opened yet") : Optional.empty());
    }

    private void describe(JsonWriter json, ModelSpec spec) throws IOException {
        if (status.current().isPresent()) {
            version(json, status.current().get());
        } else {
            json.field("version", spec.version());
            json.field("backend", spec.backend());
        }
        json.beginObject("input");
        json.field("width", spec.input().width());
        json.field("height", spec.input().height());
        json.endObject();
        json.field("output", spec.output().id());
        json.field("classes", spec.labels().size());
        json.field("folds", Math.max(1, spec.foldNumbers().size()));
    }

    private static void version(JsonWriter json, SwapReport.Version version) throws IOException {
        json.field("version", version.version());
        json.field("backend", version.backend());
        if (!version.backendVersion().isEmpty()) {
            json.field("backend_version", version.backendVersion());
        }
    }
}
