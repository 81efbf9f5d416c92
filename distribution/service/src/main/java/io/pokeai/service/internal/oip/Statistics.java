package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.service.internal.metrics.CallFigures;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.VersionPin;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Triton's statistics extension: what models have done since the service began, by version.
 *
 * <p>A name has the version that answers, its canary or shadow, and those that were asked before, as many as are kept.
 *
 * <p><b>Threads</b> safe.
 */
record Statistics(Engine engine, CallFigures figures) {
    /** Of all models. */
    void all(HttpServletResponse response) throws IOException {
        List<ModelStatistics> rows = new ArrayList<>();
        for (ModelStatus model : engine.models().list()) {
            try {
                rows.addAll(rows(engine.control().status(model.name())));
            } catch (EngineException e) {
                // The model went after it was listed.
            }
        }
        write(response, rows);
    }

    /**
     * Of one model.
     *
     * @param version the one that is wanted; empty for all
     * @throws io.pokeai.service.internal.web.HttpFailure 404 for a version that has never answered
     */
    void of(String model, Optional<VersionPin> version, HttpServletResponse response) throws IOException {
        SwapStatus status = engine.control().status(model);
        List<ModelStatistics> rows = rows(status);
        if (version.isPresent()) {
            VersionPin pin = version.get();
            rows = rows.stream().filter(row -> pin.matches(row.version())).toList();
            if (rows.isEmpty()) {
                throw pin.missing(model, current(status).orElse("none"));
            }
        }
        write(response, rows);
    }

    private List<ModelStatistics> rows(SwapStatus status) {
        String model = status.model().name();
        Optional<String> current = current(status);
        TreeSet<String> versions = new TreeSet<>(figures.versions(model));
        current.ifPresent(versions::add);
        status.trial().ifPresent(trial -> versions.add(trial.version().version()));
        List<ModelStatistics> rows = new ArrayList<>();
        for (String version : versions) {
            boolean answers = current.filter(version::equals).isPresent();
            rows.add(new ModelStatistics(
                    model,
                    version,
                    figures.find(model, version),
                    answers ? figures.unversioned(model) : Optional.empty()));
        }
        return rows;
    }

    private static Optional<String> current(SwapStatus status) {
        return status.current()
                .map(SwapReport.Version::version)
                .or(() -> status.model().spec().map(ModelSpec::version));
    }

    private static void write(HttpServletResponse response, List<ModelStatistics> rows) throws IOException {
        HttpAnswers.json(response, json -> {
            json.beginObject();
            json.beginArray("model_stats");
            for (ModelStatistics row : rows) {
                row.write(json);
            }
            json.endArray();
            json.endObject();
        });
    }
}
