package io.pokeai.aug.jobs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job at a moment. Times are shown and never computed with: a clock that is set changes nothing but them.
 *
 * @param id of the job, 8 to 40 letters, digits and {@code -}
 * @param kind of work
 * @param state where it is
 * @param reason why it is there, of a job that is paused: a sentence
 * @param models that it asks, in the order of the plan
 * @param created when it was ordered
 * @param started when it first ran
 * @param ended when it came to its end
 * @param progress how far it is
 * @param lastEvent id of its newest event, from 1
 * @param pinned whether it is kept for ever
 * @param expires when its files may be deleted; empty before its end, and of one that is pinned
 * @param expired whether its files are deleted; its receipt is kept
 * @param result of one that has succeeded
 * @param fault of one that has failed
 */
public record JobStatus(
        String id,
        JobKind kind,
        JobState state,
        Optional<String> reason,
        List<JobModel> models,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        JobProgress progress,
        long lastEvent,
        boolean pinned,
        Optional<Instant> expires,
        boolean expired,
        Optional<JobResult> result,
        Optional<JobFault> fault) {
    public JobStatus {
        models = List.copyOf(models);
    }
}
