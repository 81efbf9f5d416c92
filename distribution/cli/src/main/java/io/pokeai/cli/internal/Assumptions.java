package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How commands show where the description of a model comes from, and above all what of it is assumed. */
final class Assumptions {
    private static final String MARK = " (assumed)";

    private Assumptions() {}

    /** For a table: the input spec, marked when it is assumed. */
    static String input(ModelSpec spec) {
        return spec.input().id() + (spec.provenance().input().isAssumed() ? MARK : "");
    }

    /** A sentence for each assumption, with the line that would settle it. */
    static List<String> sentences(ModelSpec spec) {
        List<String> sentences = new ArrayList<>();
        Provenance provenance = spec.provenance();
        add(sentences, "input " + spec.input(), provenance.input());
        add(sentences, "the class names are", provenance.labels());
        add(sentences, "output " + spec.output().name().toLowerCase(Locale.ROOT), provenance.output());
        return sentences;
    }

    private static void add(List<String> sentences, String what, Origin origin) {
        if (origin.isAssumed()) {
            sentences.add(what + (what.endsWith(" are") ? "" : " is") + " assumed: " + origin.source()
                    + ". To settle it: " + origin.settledBy());
        }
    }

    /** The object {@code provenance}: {@code input}, {@code labels}, {@code output}, each with certainty and source. */
    static void json(JsonGenerator json, Provenance provenance) throws IOException {
        json.writeObjectFieldStart("provenance");
        json(json, "input", provenance.input());
        json(json, "labels", provenance.labels());
        json(json, "output", provenance.output());
        json.writeEndObject();
    }

    private static void json(JsonGenerator json, String what, Origin origin) throws IOException {
        json.writeObjectFieldStart(what);
        json.writeStringField("certainty", origin.certainty().name());
        json.writeStringField("source", origin.source());
        if (origin.isAssumed()) {
            json.writeStringField("settled_by", origin.settledBy());
        }
        json.writeEndObject();
    }
}
