package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.ModelSpec;
import java.io.IOException;

/** What a model is, for programs. */
final class ModelJson {
    private ModelJson() {}

    /** Writes the fields of a description into an object that is open. */
    static void write(JsonGenerator json, ModelSpec spec) throws IOException {
        json.writeStringField("version", spec.version());
        json.writeStringField("backend", spec.backend());
        json.writeStringField("input", spec.input().id());
        json.writeStringField("output", spec.output().name());
        json.writeStringField("ensemble", spec.ensemble().name());
        json.writeFieldName("folds");
        JsonValues.write(json, spec.foldNumbers());
        JsonValues.strings(json, "labels", spec.labels().asList());
        OriginText.write(json, spec);
    }
}
