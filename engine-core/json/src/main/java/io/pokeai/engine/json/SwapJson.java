package io.pokeai.engine.json;

import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** A change of what answers for a name, and the state between changes. <b>Threads</b> stateless. */
public final class SwapJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private SwapJson() {}

    /** An object: who did what, the outcome, and how long each step took. */
    public static void write(JsonWriter json, SwapReport report) throws IOException {
        write(json, report, "");
    }

    /**
     * The same, for clients of a service.
     *
     * @param content path of the service below which the gate's report is; empty for none
     */
    public static void write(JsonWriter json, SwapReport report, String content) throws IOException {
        json.beginObject();
        json.field("at", report.at().toString());
        json.field("who", report.who());
        json.field("operation", report.operation().name());
        json.field("model", report.model());
        json.field("outcome", report.outcome().name());
        version(json, "from", report.from());
        version(json, "to", report.to());
        json.beginArray("steps");
        for (SwapReport.Step step : report.steps()) {
            json.beginObject();
            json.field("name", step.name());
            json.field("millis", step.took().toNanos() / NANOS_PER_MILLI);
            json.endObject();
        }
        json.endArray();
        json.texts("notes", report.notes());
        if (report.trial().isPresent()) {
            trial(json, report.trial().get());
        }
        if (report.gate().isPresent()) {
            gate(json, report.gate().get(), content);
        }
        if (report.error().isPresent()) {
            ErrorJson.writeParts(json, report.error().get());
        }
        json.endObject();
    }

    /** As the field {@code gate}. */
    static void gate(JsonWriter json, SwapReport.Gate gate, String content) throws IOException {
        json.beginObject("gate");
        json.field("accepted", gate.accepted());
        json.field("sentence", gate.sentence());
        if (gate.report().isPresent()) {
            json.field("report", gate.report().get().toString());
            if (!content.isEmpty()) {
                json.field("content", content);
            }
        }
        json.endObject();
    }

    /** An object: what answers, the trial beside it, and what a roll-back would bring. */
    public static void write(JsonWriter json, SwapStatus status) throws IOException {
        write(json, status, picture -> Optional.empty());
    }

    /**
     * An object: what answers, the trial beside it, and what a roll-back would bring.
     *
     * @param pictures where the pictures of a shadow can be had, those that can
     */
    public static void write(
            JsonWriter json, SwapStatus status, Function<? super ShadowReport.Case, Optional<String>> pictures)
            throws IOException {
        json.beginObject();
        json.field("name", status.model().name());
        json.field("state", status.model().state().name());
        version(json, "current", status.current());
        if (status.trial().isPresent()) {
            trial(json, status.trial().get(), pictures);
        }
        version(json, "previous", status.previous());
        json.beginObject("batching");
        json.field("max_batch", status.batching().maxBatch());
        json.field("max_delay_ms", status.batching().maxDelay().toMillis());
        json.endObject();
        json.field("pinned", status.pinned());
        json.field("waiting", status.waiting());
        json.texts("leaving", status.leaving());
        if (status.model().error().isPresent()) {
            ErrorJson.writeParts(json, status.model().error().get());
        }
        json.endObject();
    }

    /** As the field {@code trial}. */
    static void trial(JsonWriter json, SwapStatus.Trial trial) throws IOException {
        trial(json, trial, picture -> Optional.empty());
    }

    private static void trial(
            JsonWriter json, SwapStatus.Trial trial, Function<? super ShadowReport.Case, Optional<String>> pictures)
            throws IOException {
        json.beginObject("trial");
        json.field("kind", trial.comparison().isPresent() ? "SHADOW" : "CANARY");
        version(json, "version", Optional.of(trial.version()));
        json.field("weight", trial.weight());
        json.field("calls", trial.calls());
        json.field("failures", trial.failures());
        if (trial.comparison().isPresent()) {
            comparison(json, trial.comparison().get(), pictures);
        }
        json.endObject();
    }

    private static void comparison(
            JsonWriter json, ShadowReport report, Function<? super ShadowReport.Case, Optional<String>> pictures)
            throws IOException {
        json.beginObject("comparison");
        json.field("compared", report.compared());
        json.field("disagreed", report.disagreed());
        json.field("rate", report.rate());
        json.field("skipped", report.skipped());
        json.field("failed", report.failed());
        json.field("largestDifference", report.largestDifference());
        json.beginArray("worst");
        for (ShadowReport.Case worst : report.worst()) {
            json.beginObject();
            json.field("picture", worst.picture());
            if (!worst.sha256().isEmpty()) {
                json.field("sha256", worst.sha256());
            }
            Optional<String> seen = pictures.apply(worst);
            if (seen.isPresent()) {
                json.field("seen", seen.get());
            }
            answer(json, "answered", worst.answered());
            answer(json, "shadow", worst.shadow());
            json.field("difference", worst.difference());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private static void answer(JsonWriter json, String field, ShadowReport.Answer answer) throws IOException {
        json.beginObject(field);
        json.field("label", answer.label());
        json.field("probability", answer.probability());
        json.endObject();
    }

    /** Writes nothing when there is none. */
    private static void version(JsonWriter json, String field, Optional<SwapReport.Version> version)
            throws IOException {
        if (version.isPresent()) {
            version(json, field, version.get(), Integer.MAX_VALUE);
        }
    }

    /** @param mostFiles at most so many files are written, the first ones */
    static void version(JsonWriter json, String field, SwapReport.Version version, int mostFiles) throws IOException {
        json.beginObject(field);
        json.field("generation", version.generation());
        json.field("version", version.version());
        json.field("backend", version.backend());
        if (!version.backendVersion().isEmpty()) {
            json.field("backend_version", version.backendVersion());
        }
        json.texts(
                "files",
                ModelJson.names(version.files()
                        .subList(0, Math.min(mostFiles, version.files().size()))));
        json.endObject();
    }
}
