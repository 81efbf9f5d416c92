package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.JobFault;
import io.pokeai.aug.jobs.JobKind;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobProgress;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobStatus;
import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a journal make of a job, one after the other.
 *
 * <p><b>Threads</b> confined to one.
 */
final class EventReplay {
    private final String id;
    private final Set<String> cells = new HashSet<>();
    private @Nullable JobRecord record;
    private long lines;

    EventReplay(String id) {
        this.id = id;
    }

    /**
     * The next line.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for what is no event
     */
    void add(String line) {
        lines++;
        FileFields event = fields(line);
        JobRecord before = record;
        if (before == null) {
            record = created(event);
            return;
        }
        record = next(before, event).withEvent(lines);
    }

    private JobRecord created(FileFields event) {
        JobStatus status = new JobStatus(
                id,
                JobKind.parse(event.text("kind")),
                JobState.QUEUED,
                Optional.empty(),
                models(event),
                at(event),
                Optional.empty(),
                Optional.empty(),
                JobProgress.NONE,
                lines,
                event.flag("pinned"),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        return new JobRecord(status, event.optionalText("key"), Optional.empty());
    }

    private JobRecord next(JobRecord before, FileFields event) {
        return switch (event.text("event")) {
            case "state" -> state(before, event);
            case "cause" -> before.withCause(PauseCause.valueOf(event.text("cause")));
            case "models" -> before.withModels(models(event));
            case "progress" -> before.withProgress(progress(event));
            case "pinned" ->
                before.withRetention(event.flag("pinned"), before.status().expires());
            case "cell" -> {
                cells.add(cell(event.text("model"), event.text("augmentation"), event.count("severity")));
                yield before;
            }
            default -> before;
        };
    }

    private static JobRecord state(JobRecord before, FileFields event) {
        JobRecord moved = before.withState(
                state(event.text("to")),
                at(event),
                event.optionalText("reason"),
                event.optionalText("cause").map(PauseCause::valueOf));
        return moved.withOutcome(
                event.has("result") ? Optional.of(result(event.object("result"))) : Optional.empty(),
                event.has("fault") ? Optional.of(fault(event.object("fault"))) : Optional.empty());
    }

    static JobResult result(FileFields fields) {
        return new JobResult(
                fields.text("sentence"),
                fields.count("left_out"),
                fields.has("gate")
                        ? Optional.of(new JobResult.Verdict(
                                fields.object("gate").text("outcome"),
                                fields.object("gate").text("sentence")))
                        : Optional.empty());
    }

    static JobFault fault(FileFields fields) {
        return new JobFault(ErrorCode.valueOf(fields.text("code")), fields.text("problem"), fields.text("remedy"));
    }

    static JobProgress progress(FileFields fields) {
        return new JobProgress(
                fields.count("cells"),
                fields.count("finished_cells"),
                fields.whole("answers", 0, Long.MAX_VALUE),
                fields.whole("finished_answers", 0, Long.MAX_VALUE),
                fields.has("left_ms")
                        ? Optional.of(Duration.ofMillis(fields.whole("left_ms", 0, Long.MAX_VALUE)))
                        : Optional.empty());
    }

    static List<JobModel> models(FileFields fields) {
        List<JobModel> models = new ArrayList<>();
        for (FileFields model : fields.objects("models")) {
            models.add(new JobModel(
                    model.text("name"), model.optionalText("version").orElse("")));
        }
        return models;
    }

    static JobState state(String name) {
        try {
            return JobState.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw EngineException.invalidArgument("'" + name + "' is not the state of a job.", "Correct it.");
        }
    }

    static Instant at(FileFields event) {
        return time(event.text("at"));
    }

    static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw EngineException.invalidArgument("'" + text + "' is not a time.", "Correct it.");
        }
    }

    static String cell(String model, String augmentation, int severity) {
        return model + '\n' + augmentation + '\n' + severity;
    }

    private static FileFields fields(String line) {
        return FileFields.of("a line of a journal", line.getBytes(StandardCharsets.UTF_8));
    }

    /** What the lines say; empty before the first one. */
    Optional<JobRecord> record() {
        return Optional.ofNullable(record);
    }

    /** The cells that were told. */
    Set<String> cells() {
        return cells;
    }
}
