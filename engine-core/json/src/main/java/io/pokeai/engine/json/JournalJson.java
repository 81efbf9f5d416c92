package io.pokeai.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change as the journal keeps it: one object in ASCII, on one line, shorter than {@link SwapJson} and readable again.
 *
 * <p><b>Threads</b> stateless.
 */
public final class JournalJson {
    private static final int MAX_FILES = 64;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private JournalJson() {}

    /** The object. */
    public static String write(SwapReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonWriter json = JsonWriter.ascii(text)) {
            json.beginObject();
            json.field("at", report.at().toString());
            json.field("who", report.who());
            json.field("operation", report.operation().name());
            json.field("model", report.model());
            json.field("outcome", report.outcome().name());
            if (report.from().isPresent()) {
                SwapJson.version(json, "from", report.from().get(), MAX_FILES);
            }
            if (report.to().isPresent()) {
                SwapJson.version(json, "to", report.to().get(), MAX_FILES);
            }
            json.beginObject("micros");
            for (SwapReport.Step step : report.steps()) {
                json.field(step.name(), step.took().toNanos() / NANOS_PER_MICRO);
            }
            json.endObject();
            json.texts("notes", report.notes());
            if (report.error().isPresent()) {
                EngineException error = report.error().get();
                json.field("error", error.code().name());
                json.field("problem", error.problem());
                json.field("remedy", error.remedy());
            }
            if (report.trial().isPresent()) {
                trial(json, report.trial().get());
            }
            if (report.gate().isPresent()) {
                SwapJson.gate(json, report.gate().get(), "");
            }
            json.endObject();
        }
        return text.toString();
    }

    /** The figures; the worst pictures of a shadow are in the status as long as it is there. */
    private static void trial(JsonWriter json, SwapStatus.Trial trial) throws IOException {
        json.beginObject("trial");
        SwapJson.version(json, "version", trial.version(), MAX_FILES);
        json.field("weight", trial.weight());
        json.field("calls", trial.calls());
        json.field("failures", trial.failures());
        if (trial.comparison().isPresent()) {
            ShadowReport shadow = trial.comparison().get();
            json.field("compared", shadow.compared());
            json.field("disagreed", shadow.disagreed());
            json.field("skipped", shadow.skipped());
            json.field("failed", shadow.failed());
            json.field("largest_difference", shadow.largestDifference());
        }
        json.endObject();
    }

    /**
     * Reads an object back. Fields of later versions are passed over.
     *
     * @throws IOException when it is no such object
     * @throws RuntimeException when a field is missing, or has a value that this version does not know
     */
    public static SwapReport read(String object) throws IOException {
        try (JsonParser json = JSON.createParser(object)) {
            return report(json);
        }
    }

    private static SwapReport report(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, SwapReport.Version> versions = new HashMap<>();
        List<SwapReport.Step> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<SwapStatus.Trial> trial = Optional.empty();
        Optional<SwapReport.Gate> gate = Optional.empty();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "from", "to" -> versions.put(field, version(json));
                case "trial" -> trial = Optional.of(trial(json));
                case "gate" -> gate = Optional.of(gate(json));
                case "micros" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String step = json.currentName();
                        json.nextToken();
                        steps.add(new SwapReport.Step(step, Duration.ofNanos(json.getLongValue() * NANOS_PER_MICRO)));
                    }
                }
                case "notes" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        notes.add(json.getText());
                    }
                }
                default -> {
                    if (value.isScalarValue()) {
                        texts.put(field, json.getText());
                    } else {
                        json.skipChildren();
                    }
                }
            }
        }
        return new SwapReport(
                Instant.parse(need(texts, "at")),
                need(texts, "who"),
                SwapReport.Operation.valueOf(need(texts, "operation")),
                need(texts, "model"),
                SwapReport.Outcome.valueOf(need(texts, "outcome")),
                Optional.ofNullable(versions.get("from")),
                Optional.ofNullable(versions.get("to")),
                steps,
                notes,
                Optional.ofNullable(texts.get("error"))
                        .map(code -> new EngineException(
                                ErrorCode.valueOf(code), need(texts, "problem"), need(texts, "remedy"))),
                trial,
                gate);
    }

    private static SwapReport.Gate gate(JsonParser json) throws IOException {
        Map<String, String> parts = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (json.nextToken().isScalarValue()) {
                parts.put(field, json.getText());
            } else {
                json.skipChildren();
            }
        }
        return new SwapReport.Gate(
                Boolean.parseBoolean(need(parts, "accepted")),
                need(parts, "sentence"),
                Optional.ofNullable(parts.get("report")).map(Path::of));
    }

    private static SwapStatus.Trial trial(JsonParser json) throws IOException {
        Map<String, Double> numbers = new HashMap<>();
        SwapReport.Version version = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("version")) {
                version = version(json);
            } else if (value.isNumeric()) {
                numbers.put(field, json.getDoubleValue());
            } else {
                json.skipChildren();
            }
        }
        if (version == null) {
            throw EngineException.invalidArgument("The field 'version' of a trial is missing.", "");
        }
        Optional<ShadowReport> shadow = numbers.containsKey("compared")
                ? Optional.of(new ShadowReport(
                        count(numbers, "compared"),
                        count(numbers, "disagreed"),
                        count(numbers, "skipped"),
                        count(numbers, "failed"),
                        numbers.getOrDefault("largest_difference", 0.0),
                        List.of()))
                : Optional.empty();
        return new SwapStatus.Trial(
                version,
                numbers.getOrDefault("weight", 0.0),
                count(numbers, "calls"),
                count(numbers, "failures"),
                shadow);
    }

    private static long count(Map<String, Double> numbers, String field) {
        return numbers.getOrDefault(field, 0.0).longValue();
    }

    private static SwapReport.Version version(JsonParser json) throws IOException {
        long generation = 0;
        Map<String, String> texts = new HashMap<>();
        List<Path> files = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    files.add(Path.of(json.getText()));
                }
            } else if (value == JsonToken.VALUE_NUMBER_INT) {
                generation = json.getLongValue();
            } else {
                texts.put(field, json.getText());
            }
        }
        // Lines from before the versions of back ends were written down have none.
        return new SwapReport.Version(
                generation,
                need(texts, "version"),
                need(texts, "backend"),
                texts.getOrDefault("backend_version", ""),
                files);
    }

    private static String need(Map<String, String> texts, String field) {
        String text = texts.get(field);
        if (text == null) {
            throw EngineException.invalidArgument("The field '" + field + "' is missing.", "");
        }
        return text;
    }
}
