package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.JobFault;
import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobProgress;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The lines of a journal: objects with {@code at}, {@code event}, and what belongs to it. {@link EventReplay} reads them. */
final class EventJson {
    private EventJson() {}

    static String created(Instant at, JobKind kind, List<JobModel> models, boolean pinned, Optional<String> key) {
        return line(at, "created", json -> {
            json.field("kind", kind.id());
            models(json, models);
            json.field("pinned", pinned);
            optional(json, "key", key);
        });
    }

    static String state(Instant at, JobState from, JobState to, Optional<String> reason, Optional<PauseCause> cause) {
        return line(at, "state", json -> {
            states(json, from, to);
            optional(json, "reason", reason);
            optional(json, "cause", cause.map(PauseCause::name));
        });
    }

    static String succeeded(Instant at, JobState from, JobResult result) {
        return line(at, "state", json -> {
            states(json, from, JobState.SUCCEEDED);
            json.beginObject("result");
            JobJson.fields(json, result);
            json.endObject();
        });
    }

    static String failed(Instant at, JobState from, JobFault fault) {
        return line(at, "state", json -> {
            states(json, from, JobState.FAILED);
            json.beginObject("fault");
            JobJson.fields(json, fault);
            json.endObject();
        });
    }

    private static void states(JsonWriter json, JobState from, JobState to) throws IOException {
        json.field("from", from.name());
        json.field("to", to.name());
    }

    static String pinnedModels(Instant at, List<JobModel> models) {
        return line(at, "models", json -> models(json, models));
    }

    static String cause(Instant at, PauseCause cause) {
        return line(at, "cause", json -> json.field("cause", cause.name()));
    }

    static String note(Instant at, String sentence) {
        return line(at, "note", json -> json.field("text", sentence));
    }

    static String pinned(Instant at, boolean pinned) {
        return line(at, "pinned", json -> json.field("pinned", pinned));
    }

    static String progress(Instant at, JobProgress progress) {
        return line(at, "progress", json -> JobJson.fields(json, progress));
    }

    static String cell(Instant at, FinishedCell cell) {
        return line(at, "cell", json -> {
            json.field("model", cell.model());
            json.field("augmentation", cell.augmentation());
            json.field("severity", cell.severity());
            json.field("pictures", cell.pictures());
            json.field("correct", cell.correct());
        });
    }

    static String sequence(Instant at, FinishedSequence sequence) {
        return line(at, "cell", json -> {
            json.field("model", sequence.model());
            json.field("augmentation", sequence.sequence());
            json.field("severity", sequence.level());
            json.field("pictures", sequence.pictures());
        });
    }

    private static void models(JsonWriter json, List<JobModel> models) throws IOException {
        json.beginArray("models");
        for (JobModel model : models) {
            json.beginObject();
            json.field("name", model.name());
            json.field("version", model.version());
            json.endObject();
        }
        json.endArray();
    }

    private static void optional(JsonWriter json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.field(name, value.get());
        }
    }

    private static String line(Instant at, String event, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            json.field("at", at.toString());
            json.field("event", event);
            body.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** What belongs to an event. */
    private interface Body {
        void write(JsonWriter json) throws IOException;
    }
}
