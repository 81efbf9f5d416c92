package io.pokeai.service.internal.metrics;

import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * {@code GET /v1/figures?model=NAME}: what each version of each model has done since the service began, for programs that show rates. Two
 * readings give calls for each second and quantiles of the time between them: docs/api.md says how.
 *
 * <p><b>Threads</b> safe.
 */
public final class FiguresServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient CallFigures figures;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final long start = System.nanoTime();

    public FiguresServlet(CallFigures figures) {
        this.figures = figures;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Methods.require(request, "GET");
        Optional<String> model = QueryParameters.of(request, Set.of("model")).text("model");
        List<CallFigures.Row> rows = figures.rows(model);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        HttpAnswers.json(response, json -> {
            json.beginObject();
            json.field("began", began.toString());
            json.field("at_ms", millis);
            bounds(json, "seconds_up_to", Histogram.SECONDS);
            bounds(json, "pictures_up_to", Histogram.PICTURES);
            json.beginArray("versions");
            for (CallFigures.Row row : rows) {
                write(json, row);
            }
            json.endArray();
            json.endObject();
        });
    }

    private static void bounds(JsonWriter json, String field, List<Double> bounds) throws IOException {
        json.value(field, bounds);
    }

    private static void write(JsonWriter json, CallFigures.Row row) throws IOException {
        VersionFigures figures = row.figures();
        json.beginObject();
        json.field("model", row.model());
        if (!row.version().isEmpty()) {
            json.field("version", row.version());
        }
        json.beginObject("calls");
        for (var outcome : figures.outcomes().entrySet()) {
            json.field(outcome.getKey(), outcome.getValue().sum());
        }
        json.endObject();
        json.field("pictures", figures.pictures());
        json.field("last_ms", figures.lastMillis());
        histogram(json, "call", figures.callSeconds());
        histogram(json, "queue", figures.queueSeconds());
        histogram(json, "decode", figures.decodeSeconds());
        histogram(json, "inference", figures.inferenceSeconds());
        histogram(json, "batch", figures.batchSizes());
        json.endObject();
    }

    /** Nothing of what has not happened. */
    private static void histogram(JsonWriter json, String field, Histogram histogram) throws IOException {
        Histogram.Snapshot snapshot = histogram.snapshot();
        if (snapshot.count() == 0) {
            return;
        }
        json.beginObject(field);
        json.value("counts", snapshot.counts());
        json.field("sum", snapshot.sum());
        json.endObject();
    }
}
