package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.JobJson;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.files.WholeFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a job stands, in a small file: so that a service with many ended jobs starts without reading their journals. Of a job that is
 * not at its end, the journal alone counts.
 */
final class StatusFile {
    private StatusFile() {}

    /** @throws IOException when it cannot be written; the journal has it all the same */
    static void write(Path file, JobRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            if (record.key().isPresent()) {
                json.field("key", record.key().get());
            }
            json.beginArray("job");
            JobJson.write(json, record.status());
            json.endArray();
            json.endObject();
            json.line();
        }
        WholeFile.write(file, bytes.toByteArray());
    }

    /** The job of a file; empty when there is none, when it is not at its end, and when the file is damaged. */
    static Optional<JobRecord> readEnded(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            FileFields fields = FileFields.read(file);
            return Optional.of(new JobRecord(
                            status(fields.objects("job").get(0)), fields.optionalText("key"), Optional.empty()))
                    .filter(record -> record.status().state().isEnd());
        } catch (EngineException | IllegalArgumentException | IndexOutOfBoundsException e) {
            System.getLogger(StatusFile.class.getName())
                    .log(System.Logger.Level.WARNING, file + " is damaged, the journal is read instead: " + e);
            return Optional.empty();
        }
    }

    private static JobStatus status(FileFields job) {
        return new JobStatus(
                job.text("id"),
                JobKind.parse(job.text("kind")),
                EventReplay.state(job.text("state")),
                job.optionalText("reason"),
                EventReplay.models(job),
                EventReplay.time(job.text("created")),
                time(job, "started"),
                time(job, "ended"),
                EventReplay.progress(job.object("progress")),
                job.whole("last_event", 0, Long.MAX_VALUE),
                job.flag("pinned"),
                time(job, "expires"),
                job.flag("expired"),
                job.has("result") ? Optional.of(EventReplay.result(job.object("result"))) : Optional.empty(),
                job.has("fault") ? Optional.of(EventReplay.fault(job.object("fault"))) : Optional.empty());
    }

    private static Optional<Instant> time(FileFields job, String name) {
        return job.optionalText(name).map(EventReplay::time);
    }
}
