package io.pokeai.engine.json;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads a model that {@link ModelJson} has written with its state: written again, it is the same text.
 *
 * <p><b>Threads</b> immutable. <b>Errors</b> {@link EngineException} {@code INVALID_ARGUMENT} for what {@link ModelJson} does not write.
 *
 * @param model what it is; settings of its back end are not in the JSON
 * @param swap what is open behind the name: the version that answers and the trial; nothing else of it is in the JSON
 */
public record ModelReading(ModelStatus model, SwapStatus swap) {
    /** An element of the list of models. */
    public static ModelReading of(JsonDocument json) {
        ModelStatus model = new ModelStatus(
                json.text("name"),
                SwapReading.constant(ModelState.class, json.text("state")),
                json.integer("generation"),
                files(json),
                json.has("version") ? Optional.of(spec(json)) : Optional.empty(),
                json.optionalText("device"),
                SwapReading.constant(Certification.class, json.text("certification")),
                json.texts("notes"),
                SwapReading.error(json));
        SwapStatus swap = new SwapStatus(
                model,
                json.optionalText("backend_version")
                        .map(version -> new SwapReport.Version(
                                model.generation(), json.text("version"), json.text("backend"), version, files(json))),
                json.optionalObject("trial").map(SwapReading::trial),
                Optional.empty(),
                false,
                0,
                List.of(),
                Batching.OFF);
        return new ModelReading(model, swap);
    }

    private static List<Path> files(JsonDocument json) {
        return json.texts("files").stream().map(Path::of).toList();
    }

    private static ModelSpec spec(JsonDocument json) {
        List<Integer> folds = json.integers("folds");
        JsonDocument provenance = json.object("provenance");
        return new ModelSpec(
                json.text("name"),
                json.text("version"),
                json.text("backend"),
                files(json),
                InputSpec.parse(json.text("input")),
                Labels.of(json.texts("labels")),
                SwapReading.constant(ScoreKind.class, json.text("output")),
                SwapReading.constant(ModelSpec.EnsembleRule.class, json.text("ensemble")),
                folds.isEmpty()
                        ? Map.of()
                        : Map.of(
                                ModelSpec.FOLDS,
                                folds.stream().map(String::valueOf).collect(Collectors.joining(","))),
                new Provenance(
                        origin(provenance, "input"), origin(provenance, "labels"), origin(provenance, "output")));
    }

    private static Origin origin(JsonDocument json, String field) {
        JsonDocument origin = json.object(field);
        return new Origin(
                SwapReading.constant(
                        Provenance.Certainty.class, origin.text("certainty").toUpperCase(Locale.ROOT)),
                origin.text("source"),
                origin.optionalText("settled_by").orElse(""));
    }
}
