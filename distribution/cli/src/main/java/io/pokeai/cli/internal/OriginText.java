package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who says what a model is, for people and for programs. */
final class OriginText {
    private OriginText() {}

    /** One sentence for each thing that is assumed. */
    static List<String> assumptions(ModelSpec spec) {
        List<String> lines = new ArrayList<>();
        add(lines, "input " + spec.input().id() + " is", spec.provenance().input());
        add(lines, "the class names are", spec.provenance().labels());
        add(lines, "output " + spec.output().id() + " is", spec.provenance().output());
        return lines;
    }

    private static void add(List<String> lines, String what, Origin origin) {
        if (origin.isAssumed()) {
            lines.add(what + " assumed (" + origin.source() + "). To settle it: " + origin.settledBy() + ".");
        }
    }

    /** Where something comes from; what is assumed says what would settle it. */
    static String said(Origin origin) {
        return switch (origin.certainty()) {
            case STATED -> ", stated by " + origin.source();
            case FOUND -> ", found: " + origin.source();
            case ASSUMED -> ", assumed: " + origin.source() + "; settle it with " + origin.settledBy();
        };
    }

    /** The field {@code provenance}. */
    static void write(JsonGenerator json, ModelSpec spec) throws IOException {
        Provenance provenance = spec.provenance();
        json.writeObjectFieldStart("provenance");
        write(json, "input", provenance.input());
        write(json, "labels", provenance.labels());
        write(json, "output", provenance.output());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String field, Origin origin) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("certainty", origin.certainty().name().toLowerCase(Locale.ROOT));
        json.writeStringField("source", origin.source());
        if (origin.isAssumed()) {
            json.writeStringField("settled_by", origin.settledBy());
        }
        json.writeEndObject();
    }
}
