package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import java.io.IOException;
import java.util.Locale;

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
        json.writeObjectFieldStart("provenance");
        origin(json, "input", spec.provenance().input());
        origin(json, "labels", spec.provenance().labels());
        origin(json, "output", spec.provenance().output());
        json.writeEndObject();
    }

    private static void origin(JsonGenerator json, String field, Provenance.Origin origin) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("certainty", origin.certainty().name().toLowerCase(Locale.ROOT));
        json.writeStringField("source", origin.source());
        if (origin.isAssumed()) {
            json.writeStringField("settled_by", origin.settledBy());
        }
        json.writeEndObject();
    }
}
