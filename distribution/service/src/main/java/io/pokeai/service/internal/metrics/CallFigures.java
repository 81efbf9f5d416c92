package io.pokeai.service.internal.metrics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.ObservedCall;
import io.pokeai.engine.api.ObservedInference;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What the models of an engine have done, by name and version.
 *
 * <p><b>Memory</b> bounded: of each name the {@value #VERSIONS} versions that were asked last, and at most {@value #MODELS} names; what
 * is beyond counts for the name {@value #OTHERS}. So a thousand swaps leave no thousand series behind.<br>
 * <b>Threads</b> safe.
 */
public final class CallFigures implements MetricSource {
    static final int VERSIONS = 4;
    static final int MODELS = 256;
    static final String OTHERS = "others";

    /** The version of calls that failed before they had a model. */
    static final String NO_VERSION = "";

    private final InstantSource clock;

    @GuardedBy("this")
    private final SortedMap<String, Map<String, VersionFigures>> byModel = new TreeMap<>();

    CallFigures(InstantSource clock) {
        this.clock = clock;
    }

    void called(ObservedCall call) {
        of(call.model(), call.version().orElse(NO_VERSION)).add(call, clock.millis());
    }

    void inferred(ObservedInference inference) {
        of(inference.model(), inference.version()).add(inference);
    }

    private synchronized VersionFigures of(String model, String version) {
        String known = byModel.containsKey(model) || byModel.size() < MODELS ? model : OTHERS;
        return byModel.computeIfAbsent(known, name -> new Versions())
                .computeIfAbsent(version, v -> new VersionFigures());
    }

    /** What a version has done; empty if it was not asked, or not lately. */
    public synchronized Optional<VersionFigures> find(String model, String version) {
        Map<String, VersionFigures> versions = byModel.get(model);
        // Asked for its keys alone: a look must not count as a use.
        return versions == null
                ? Optional.empty()
                : versions.entrySet().stream()
                        .filter(entry -> entry.getKey().equals(version))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /** The versions of a name that were asked, sorted. */
    public synchronized List<String> versions(String model) {
        Map<String, VersionFigures> versions = byModel.get(model);
        return versions == null
                ? List.of()
                : versions.keySet().stream()
                        .filter(version -> !version.equals(NO_VERSION))
                        .sorted()
                        .toList();
    }

    /** Calls that failed before they had a model. */
    public Optional<VersionFigures> unversioned(String model) {
        return find(model, NO_VERSION);
    }

    @Override
    public void write(Exposition out) {
        List<Row> rows = rows(Optional.empty());
        out.family("pokeai_calls", Exposition.Type.COUNTER, "Calls that have ended, by outcome.");
        rows.forEach(row -> row.figures()
                .outcomes()
                .forEach((outcome, count) -> out.sample(row.labels().and("outcome", outcome), (double) count.sum())));
        out.family("pokeai_pictures", Exposition.Type.COUNTER, "Pictures that were answered.");
        rows.forEach(row -> out.sample(row.labels(), (double) row.figures().pictures()));
        histogram(out, rows, "pokeai_call_duration_seconds", "A call from begin to end.", VersionFigures::callSeconds);
        histogram(
                out,
                rows,
                "pokeai_queue_duration_seconds",
                "What answered calls waited for a thread and for their batch.",
                VersionFigures::queueSeconds);
        histogram(
                out,
                rows,
                "pokeai_decode_duration_seconds",
                "From the bytes of a picture to the tensor, for each picture.",
                VersionFigures::decodeSeconds);
        histogram(
                out,
                rows,
                "pokeai_inference_duration_seconds",
                "One run of the model over a batch.",
                VersionFigures::inferenceSeconds);
        histogram(out, rows, "pokeai_batch_size", "Pictures in one run of the model.", VersionFigures::batchSizes);
    }

    private static void histogram(
            Exposition out, List<Row> rows, String name, String help, Function<VersionFigures, Histogram> which) {
        out.family(name, Exposition.Type.HISTOGRAM, help);
        for (Row row : rows) {
            Histogram.Snapshot snapshot = which.apply(row.figures()).snapshot();
            if (snapshot.count() > 0) {
                out.sample(row.labels(), snapshot);
            }
        }
    }

    /**
     * By model and version.
     *
     * @param only the name that is of interest; empty for all
     */
    synchronized List<Row> rows(Optional<String> only) {
        List<Row> rows = new ArrayList<>();
        byModel.forEach((model, versions) -> {
            if (only.isEmpty() || only.get().equals(model)) {
                new TreeMap<>(versions).forEach((version, figures) -> rows.add(new Row(model, version, figures)));
            }
        });
        return rows;
    }

    /**
     * What a version has done.
     *
     * @param version {@link #NO_VERSION} for calls that failed before they had a model
     */
    record Row(String model, String version, VersionFigures figures) {
        private MetricLabels labels() {
            return MetricLabels.model(model, version);
        }
    }

    /** The versions that were used last, and the failures without one. */
    private static final class Versions extends LinkedHashMap<String, VersionFigures> {
        private static final long serialVersionUID = 1L;

        Versions() {
            super(2 * VERSIONS, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, VersionFigures> eldest) {
            return size() > VERSIONS + 1;
        }
    }
}
