package io.pokeai.engine.runtime.internal.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A report as one line: a JSON object in ASCII whose last field, {@code crc32c}, is the checksum (CRC-32C, eight hexadecimal
 * digits) of all bytes before its comma.
 */
final class JournalLine {
    private static final String CHECK = ",\"crc32c\":\"";
    private static final int DIGITS = 8;
    private static final int TAIL = CHECK.length() + DIGITS + 2;

    /** A longer line is none of ours. */
    private static final int MAX_LENGTH = 1 << 16;

    private static final int MAX_FILES = 64;
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JournalLine() {}

    static String of(SwapReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("at", report.at().toString());
            json.writeStringField("who", report.who());
            json.writeStringField("operation", report.operation().name());
            json.writeStringField("model", report.model());
            json.writeStringField("outcome", report.outcome().name());
            if (report.from().isPresent()) {
                version(json, "from", report.from().get());
            }
            if (report.to().isPresent()) {
                version(json, "to", report.to().get());
            }
            json.writeObjectFieldStart("micros");
            for (SwapReport.Step step : report.steps()) {
                json.writeNumberField(step.name(), step.took().toNanos() / 1_000);
            }
            json.writeEndObject();
            json.writeArrayFieldStart("notes");
            for (String note : report.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            if (report.error().isPresent()) {
                EngineException error = report.error().get();
                json.writeStringField("error", error.code().name());
                json.writeStringField("problem", error.problem());
                json.writeStringField("remedy", error.remedy());
            }
            if (report.trial().isPresent()) {
                trial(json, report.trial().get());
            }
            json.writeEndObject();
        }
        String body = text.toString();
        body = body.substring(0, body.length() - 1);
        return body + CHECK + checksum(body) + "\"}";
    }

    /** Empty for a line that is damaged or cut short. */
    static Optional<SwapReport> parse(String line) {
        int end = line.length() - TAIL;
        if (end < 0 || line.length() > MAX_LENGTH || !line.startsWith(CHECK, end)) {
            return Optional.empty();
        }
        String body = line.substring(0, end);
        int digits = end + CHECK.length();
        if (!line.substring(digits).equals(checksum(body) + "\"}")) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(body + "}")) {
            return Optional.of(read(json));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // of a later version, perhaps
        }
    }

    /** The figures; the worst pictures of a shadow are in the status as long as it is there. */
    private static void trial(JsonGenerator json, SwapStatus.Trial trial) throws IOException {
        json.writeObjectFieldStart("trial");
        version(json, "version", trial.version());
        json.writeNumberField("weight", trial.weight());
        json.writeNumberField("calls", trial.calls());
        json.writeNumberField("failures", trial.failures());
        if (trial.comparison().isPresent()) {
            ShadowReport shadow = trial.comparison().get();
            json.writeNumberField("compared", shadow.compared());
            json.writeNumberField("disagreed", shadow.disagreed());
            json.writeNumberField("skipped", shadow.skipped());
            json.writeNumberField("failed", shadow.failed());
            json.writeNumberField("largest_difference", shadow.largestDifference());
        }
        json.writeEndObject();
    }

    private static void version(JsonGenerator json, String field, SwapReport.Version version) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("generation", version.generation());
        json.writeStringField("version", version.version());
        json.writeStringField("backend", version.backend());
        if (!version.backendVersion().isEmpty()) {
            json.writeStringField("backend_version", version.backendVersion());
        }
        json.writeArrayFieldStart("files");
        for (Path file :
                version.files().subList(0, Math.min(MAX_FILES, version.files().size()))) {
            json.writeString(file.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static SwapReport read(JsonParser json) throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, SwapReport.Version> versions = new HashMap<>();
        List<SwapReport.Step> steps = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<SwapStatus.Trial> trial = Optional.empty();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "from", "to" -> versions.put(field, version(json));
                case "trial" -> trial = Optional.of(trial(json));
                case "micros" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        String step = json.currentName();
                        json.nextToken();
                        steps.add(new SwapReport.Step(step, Duration.ofNanos(json.getLongValue() * 1_000)));
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
                trial);
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

    private static String checksum(String body) {
        CRC32C crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder digits = new StringBuilder(Long.toHexString(crc.getValue()));
        while (digits.length() < DIGITS) {
            digits.insert(0, '0');
        }
        return digits.toString();
    }
}
