package io.pokeai.aug.jobs;

import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How jobs look as JSON: the one place for it. <b>Threads</b> stateless. */
public final class JobJson {
    private JobJson() {}

    /** A job, as an object. */
    public static void write(JsonWriter json, JobStatus job) throws IOException {
        json.beginObject();
        fields(json, job);
        json.endObject();
    }

    private static void fields(JsonWriter json, JobStatus job) throws IOException {
        json.field("id", job.id());
        json.field("kind", job.kind().id());
        json.field("state", job.state().name());
        optional(json, "reason", job.reason());
        json.beginArray("models");
        for (JobModel model : job.models()) {
            json.beginObject();
            json.field("name", model.name());
            if (!model.version().isEmpty()) {
                json.field("version", model.version());
            }
            json.endObject();
        }
        json.endArray();
        json.field("created", job.created().toString());
        optional(json, "started", job.started().map(Instant::toString));
        optional(json, "ended", job.ended().map(Instant::toString));
        json.beginObject("progress");
        fields(json, job.progress());
        json.endObject();
        json.field("last_event", job.lastEvent());
        json.field("pinned", job.pinned());
        optional(json, "expires", job.expires().map(Instant::toString));
        json.field("expired", job.expired());
        if (job.result().isPresent()) {
            json.beginObject("result");
            fields(json, job.result().get());
            json.endObject();
        }
        if (job.fault().isPresent()) {
            json.beginObject("fault");
            fields(json, job.fault().get());
            json.endObject();
        }
    }

    /** The fields of a progress, into an open object. */
    public static void fields(JsonWriter json, JobProgress progress) throws IOException {
        json.field("cells", progress.cells());
        json.field("finished_cells", progress.finishedCells());
        json.field("answers", progress.answers());
        json.field("finished_answers", progress.finishedAnswers());
        if (progress.left().isPresent()) {
            json.field("left_ms", progress.left().get().toMillis());
        }
    }

    /** The fields of a result, into an open object. */
    public static void fields(JsonWriter json, JobResult result) throws IOException {
        json.field("sentence", result.sentence());
        json.field("left_out", result.leftOut());
        if (result.gate().isPresent()) {
            json.beginObject("gate");
            json.field("outcome", result.gate().get().outcome());
            json.field("sentence", result.gate().get().sentence());
            json.endObject();
        }
    }

    /** The fields of a fault, into an open object. */
    public static void fields(JsonWriter json, JobFault fault) throws IOException {
        json.field("code", fault.code().name());
        json.field("problem", fault.problem());
        json.field("remedy", fault.remedy());
    }

    /** A page of a list, as an object with {@code jobs} and, if there is more, {@code next}. */
    public static void write(JsonWriter json, JobPage page) throws IOException {
        json.beginObject();
        json.beginArray("jobs");
        for (JobStatus job : page.jobs()) {
            write(json, job);
        }
        json.endArray();
        optional(json, "next", page.next());
        json.endObject();
    }

    /** An estimate, as an object. */
    public static void write(JsonWriter json, JobEstimate estimate) throws IOException {
        json.beginObject();
        json.field("cells", estimate.cells());
        json.field("pictures", estimate.pictures());
        json.field("answers", estimate.answers());
        json.field("time_ms", estimate.time().toMillis());
        json.field("report_ms", estimate.reportTime().toMillis());
        json.field("disk_bytes", estimate.diskBytes());
        json.field("report_bytes", estimate.reportBytes());
        json.field("meanwhile_bytes", estimate.meanwhileBytes());
        json.beginArray("detection");
        for (JobEstimate.Detection detection : estimate.detection()) {
            json.beginObject();
            json.field("discordance", detection.discordance());
            optional(json, "mean", detection.mean());
            optional(json, "cell", detection.cell());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    /** The files of a job, as an object with {@code artefacts}. */
    public static void write(JsonWriter json, List<Artefact> artefacts) throws IOException {
        json.beginObject();
        json.beginArray("artefacts");
        for (Artefact artefact : artefacts) {
            json.beginObject();
            json.field("path", artefact.path());
            json.field("bytes", artefact.bytes());
            json.field("sha256", artefact.sha256());
            json.field("media_type", artefact.mediaType());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    /** Counts, as an object. */
    public static void write(JsonWriter json, JobCounts counts) throws IOException {
        json.beginObject();
        json.beginObject("jobs");
        for (Map.Entry<JobState, Integer> each : new TreeMap<>(counts.jobs()).entrySet()) {
            json.field(each.getKey().name().toLowerCase(Locale.ROOT), each.getValue());
        }
        json.endObject();
        json.field("most_queued", counts.mostQueued());
        json.field("artefact_bytes", counts.artefactBytes());
        json.endObject();
    }

    private static void optional(JsonWriter json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.field(name, value.get());
        }
    }

    private static void optional(JsonWriter json, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            json.field(name, value.getAsDouble());
        }
    }
}
