package io.pokeai.engine.json;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a model is, and what state it is in. <b>Threads</b> stateless. */
public final class ModelJson {
    private ModelJson() {}

    /**
     * An object: the name, the state, what the model is, and why it cannot be used if it cannot.
     *
     * @param swap what is open behind the name, if that is known
     */
    public static void write(JsonWriter json, ModelStatus model, Optional<SwapStatus> swap) throws IOException {
        write(json, model, swap, true);
    }

    /**
     * As {@link #write(JsonWriter, ModelStatus, Optional)}.
     *
     * @param labels whether they are written; else their number, as {@code classes}. Of a thousand models, they are most of the text
     */
    public static void write(JsonWriter json, ModelStatus model, Optional<SwapStatus> swap, boolean labels)
            throws IOException {
        json.beginObject();
        json.field("name", model.name());
        json.field("state", model.state().name());
        json.field("generation", model.generation());
        json.texts("files", names(model.files()));
        if (model.spec().isPresent()) {
            describe(json, model.spec().get(), labels);
        }
        json.field("certification", model.certification().name());
        json.texts("notes", model.notes());
        if (model.device().isPresent()) {
            json.field("device", model.device().get());
        }
        if (swap.isPresent()) {
            open(json, swap.get());
        }
        if (model.error().isPresent()) {
            ErrorJson.writeAll(json, model.error().get());
        }
        json.endObject();
    }

    private static void open(JsonWriter json, SwapStatus swap) throws IOException {
        Optional<String> build =
                swap.current().map(SwapReport.Version::backendVersion).filter(version -> !version.isEmpty());
        if (build.isPresent()) {
            json.field("backend_version", build.get());
        }
        if (swap.trial().isPresent()) {
            SwapJson.trial(json, swap.trial().get());
        }
    }

    /** As the field {@code model}: name, files and description. */
    public static void write(JsonWriter json, ModelSpec spec) throws IOException {
        json.beginObject("model");
        json.field("name", spec.name());
        json.texts("files", names(spec.files()));
        describe(json, spec);
        json.endObject();
    }

    /** The fields of a description, in an object that is open. */
    static void describe(JsonWriter json, ModelSpec spec) throws IOException {
        describe(json, spec, true);
    }

    private static void describe(JsonWriter json, ModelSpec spec, boolean labels) throws IOException {
        json.field("version", spec.version());
        json.field("backend", spec.backend());
        json.field("input", spec.input().id());
        json.field("output", spec.output().name());
        json.field("ensemble", spec.ensemble().name());
        json.integers("folds", spec.foldNumbers());
        if (labels) {
            json.texts("labels", spec.labels().asList());
        } else {
            json.field("classes", spec.labels().size());
        }
        provenance(json, spec.provenance());
    }

    private static void provenance(JsonWriter json, Provenance provenance) throws IOException {
        json.beginObject("provenance");
        origin(json, "input", provenance.input());
        origin(json, "labels", provenance.labels());
        origin(json, "output", provenance.output());
        json.endObject();
    }

    private static void origin(JsonWriter json, String field, Origin origin) throws IOException {
        json.beginObject(field);
        json.field("certainty", origin.certainty().name().toLowerCase(Locale.ROOT));
        json.field("source", origin.source());
        if (origin.isAssumed()) {
            json.field("settled_by", origin.settledBy());
        }
        json.endObject();
    }

    static List<String> names(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }
}
