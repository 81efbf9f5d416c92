package io.pokeai.aug.commands.internal.remote;

import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A job as a service describes it.
 *
 * @param state such as {@code RUNNING}
 * @param reason why it is there; may be empty
 * @param cells of its plan, and how many are finished
 * @param answers of its plan, and how many are there
 * @param json the whole description
 */
record RemoteJob(
        String id,
        String kind,
        String state,
        Optional<String> reason,
        List<String> models,
        String created,
        Counts cells,
        Counts answers,
        Optional<String> result,
        long leftOut,
        Optional<String> gate,
        Optional<EngineException> fault,
        String json) {
    private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    /** How many of how many. */
    record Counts(long done, long all) {
        @Override
        public String toString() {
            return all == 0 ? "-" : done + "/" + all;
        }
    }

    /** @param json a reply of {@code /v1/jobs/ID} */
    static RemoteJob read(byte[] json) {
        return read(FileFields.of("the service's reply", json), new String(json, StandardCharsets.UTF_8));
    }

    /** The jobs of a reply of {@code /v1/jobs}. */
    static List<RemoteJob> list(byte[] json) {
        return FileFields.of("the service's reply", json).objects("jobs").stream()
                .map(job -> read(job, ""))
                .toList();
    }

    private static RemoteJob read(FileFields job, String json) {
        FileFields progress = job.object("progress");
        Optional<FileFields> result = job.has("result") ? Optional.of(job.object("result")) : Optional.empty();
        return new RemoteJob(
                job.text("id"),
                job.text("kind"),
                job.text("state"),
                job.optionalText("reason"),
                job.objects("models").stream().map(model -> model.text("name")).toList(),
                job.text("created"),
                new Counts(whole(progress, "finished_cells"), whole(progress, "cells")),
                new Counts(whole(progress, "finished_answers"), whole(progress, "answers")),
                result.map(found -> found.text("sentence")),
                result.map(found -> whole(found, "left_out")).orElse(0L),
                result.filter(found -> found.has("gate"))
                        .map(found -> found.object("gate").text("outcome")),
                job.has("fault") ? Optional.of(fault(job.object("fault"))) : Optional.empty(),
                json);
    }

    private static long whole(FileFields fields, String name) {
        return fields.whole(name, 0, Long.MAX_VALUE);
    }

    private static EngineException fault(FileFields fault) {
        String name = fault.text("code");
        ErrorCode code = List.of(ErrorCode.values()).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
        return new EngineException(code, fault.text("problem"), fault.text("remedy"));
    }

    boolean isAtEnd() {
        return ENDS.contains(state);
    }

    /** In small letters, as people read it. */
    String shownState() {
        return state.toLowerCase(Locale.ROOT);
    }

    /**
     * What a command that has waited for the end returns: as the same work on this machine would.
     *
     * @throws EngineException why it has failed, or was cancelled
     */
    ExitStatus exitStatus() {
        if (fault.isPresent()) {
            throw fault.get();
        }
        if (state.equals("CANCELLED")) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, "The job " + id + " was cancelled.", "Order it again for its results.");
        }
        if (gate.filter("FAIL"::equals).isPresent() || leftOut > 0) {
            return ExitStatus.INPUT;
        }
        return gate.filter("INCONCLUSIVE"::equals).isPresent() ? ExitStatus.INCONCLUSIVE : ExitStatus.OK;
    }
}
