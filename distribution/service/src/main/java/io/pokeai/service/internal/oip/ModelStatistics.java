package io.pokeai.service.internal.oip;

import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.metrics.DurationSum;
import io.pokeai.service.internal.metrics.VersionFigures;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What a version of a model has done, as Triton's statistics extension says it.
 *
 * <p>Writing the response is no part of a call here, so {@code compute_output} is 0; there is no cache. Calls that failed before they had a
 * model are among the failures of the version that answers now.
 *
 * <p><b>Source</b> Triton, {@code extension_statistics.md}.
 *
 * @param figures empty for a version that was not asked
 * @param unversioned calls without a version that count here as well
 */
record ModelStatistics(
        String model, String version, Optional<VersionFigures> figures, Optional<VersionFigures> unversioned) {
    void write(JsonWriter json) throws IOException {
        json.beginObject();
        json.field("name", model);
        json.field("version", version);
        json.field("last_inference", figures.map(VersionFigures::lastMillis).orElse(0L));
        json.field("inference_count", figures.map(VersionFigures::pictures).orElse(0L));
        json.field("execution_count", figures.map(VersionFigures::executions).orElse(0L));
        json.beginObject("inference_stats");
        duration(json, "success", figures.map(VersionFigures::success));
        failures(json);
        duration(json, "queue", figures.map(VersionFigures::queue));
        duration(json, "compute_input", figures.map(VersionFigures::input));
        duration(json, "compute_infer", figures.map(VersionFigures::inference));
        for (String absent : new String[] {"compute_output", "cache_hit", "cache_miss"}) {
            duration(json, absent, 0, 0);
        }
        json.endObject();
        json.beginArray("batch_stats");
        if (figures.isPresent()) {
            for (Map.Entry<Integer, DurationSum> batch : figures.get().batches().entrySet()) {
                json.beginObject();
                json.field("batch_size", batch.getKey());
                duration(json, "compute_input", 0, 0);
                duration(json, "compute_infer", Optional.of(batch.getValue()));
                duration(json, "compute_output", 0, 0);
                json.endObject();
            }
        }
        json.endArray();
        json.endObject();
    }

    private void failures(JsonWriter json) throws IOException {
        Optional<DurationSum> own = figures.map(VersionFigures::fail);
        Optional<DurationSum> without = unversioned.map(VersionFigures::fail);
        duration(
                json,
                "fail",
                own.map(DurationSum::count).orElse(0L)
                        + without.map(DurationSum::count).orElse(0L),
                own.map(DurationSum::nanos).orElse(0L)
                        + without.map(DurationSum::nanos).orElse(0L));
    }

    private static void duration(JsonWriter json, String name, Optional<DurationSum> sum) throws IOException {
        duration(
                json,
                name,
                sum.map(DurationSum::count).orElse(0L),
                sum.map(DurationSum::nanos).orElse(0L));
    }

    private static void duration(JsonWriter json, String name, long count, long nanos) throws IOException {
        json.beginObject(name);
        json.field("count", count);
        json.field("ns", nanos);
        json.endObject();
    }
}
