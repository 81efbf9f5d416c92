package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Changes and states of names, for programs. */
final class SwapJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private SwapJson() {}

    static void print(PrintStream out, SwapReport report) throws IOException {
        try (JsonGenerator json = generator(out)) {
            report(json, report);
            json.writeRaw('\n');
        }
    }

    static void print(PrintStream out, List<SwapStatus> states, List<SwapReport> journal) throws IOException {
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("models");
            for (SwapStatus state : states) {
                status(json, state);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("journal");
            for (SwapReport report : journal) {
                report(json, report);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static JsonGenerator generator(PrintStream out) throws IOException {
        return new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter();
    }

    private static void report(JsonGenerator json, SwapReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("at", report.at().toString());
        json.writeStringField("who", report.who());
        json.writeStringField("operation", report.operation().name());
        json.writeStringField("model", report.model());
        json.writeStringField("outcome", report.outcome().name());
        version(json, "from", report.from());
        version(json, "to", report.to());
        json.writeArrayFieldStart("steps");
        for (SwapReport.Step step : report.steps()) {
            json.writeStartObject();
            json.writeStringField("name", step.name());
            json.writeNumberField("millis", step.took().toNanos() / NANOS_PER_MILLI);
            json.writeEndObject();
        }
        json.writeEndArray();
        strings(json, "notes", report.notes());
        if (report.trial().isPresent()) {
            trial(json, report.trial().get());
        }
        if (report.error().isPresent()) {
            error(json, report.error().get());
        }
        json.writeEndObject();
    }

    private static void status(JsonGenerator json, SwapStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", status.model().name());
        json.writeStringField("state", status.model().state().name());
        version(json, "current", status.current());
        if (status.trial().isPresent()) {
            trial(json, status.trial().get());
        }
        version(json, "previous", status.previous());
        json.writeObjectFieldStart("batching");
        json.writeNumberField("max_batch", status.batching().maxBatch());
        json.writeNumberField("max_delay_ms", status.batching().maxDelay().toMillis());
        json.writeEndObject();
        json.writeBooleanField("pinned", status.pinned());
        json.writeNumberField("waiting", status.waiting());
        strings(json, "leaving", status.leaving());
        if (status.model().error().isPresent()) {
            error(json, status.model().error().get());
        }
        json.writeEndObject();
    }

    static void trial(JsonGenerator json, SwapStatus.Trial trial) throws IOException {
        json.writeObjectFieldStart("trial");
        json.writeStringField("kind", trial.comparison().isPresent() ? "SHADOW" : "CANARY");
        version(json, "version", Optional.of(trial.version()));
        json.writeNumberField("weight", trial.weight());
        json.writeNumberField("calls", trial.calls());
        json.writeNumberField("failures", trial.failures());
        if (trial.comparison().isPresent()) {
            ShadowReport report = trial.comparison().get();
            json.writeObjectFieldStart("comparison");
            json.writeNumberField("compared", report.compared());
            json.writeNumberField("disagreed", report.disagreed());
            json.writeNumberField("rate", report.rate());
            json.writeNumberField("skipped", report.skipped());
            json.writeNumberField("failed", report.failed());
            json.writeNumberField("largestDifference", report.largestDifference());
            json.writeArrayFieldStart("worst");
            for (ShadowReport.Case worst : report.worst()) {
                json.writeStartObject();
                json.writeStringField("picture", worst.picture());
                answer(json, "answered", worst.answered());
                answer(json, "shadow", worst.shadow());
                json.writeNumberField("difference", worst.difference());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void answer(JsonGenerator json, String field, ShadowReport.Answer answer) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("label", answer.label());
        json.writeNumberField("probability", answer.probability());
        json.writeEndObject();
    }

    private static void version(JsonGenerator json, String field, Optional<SwapReport.Version> version)
            throws IOException {
        if (version.isPresent()) {
            json.writeObjectFieldStart(field);
            json.writeNumberField("generation", version.get().generation());
            json.writeStringField("version", version.get().version());
            json.writeStringField("backend", version.get().backend());
            if (!version.get().backendVersion().isEmpty()) {
                json.writeStringField("backend_version", version.get().backendVersion());
            }
            strings(
                    json,
                    "files",
                    version.get().files().stream().map(Path::toString).toList());
            json.writeEndObject();
        }
    }

    private static void error(JsonGenerator json, EngineException error) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", error.code().name());
        json.writeStringField("problem", error.problem());
        json.writeStringField("remedy", error.remedy());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
