package io.pokeai.aug.jobs.internal.store;

import io.pokeai.aug.jobs.JobFault;
import io.pokeai.aug.jobs.JobModel;
import io.pokeai.aug.jobs.JobProgress;
import io.pokeai.aug.jobs.JobResult;
import io.pokeai.aug.jobs.JobState;
import io.pokeai.aug.jobs.JobStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a job beside its order: what everybody sees, and what the service needs.
 *
 * @param status as everybody sees it
 * @param key that its caller gave, if any
 * @param cause of a job that is paused
 */
record JobRecord(JobStatus status, Optional<String> key, Optional<PauseCause> cause) {
    JobRecord with(JobStatus other) {
        return new JobRecord(other, key, cause);
    }

    JobRecord withCause(PauseCause other) {
        return new JobRecord(status, key, Optional.of(other));
    }

    JobRecord withState(JobState state, Instant at, Optional<String> reason, Optional<PauseCause> why) {
        JobStatus s = status;
        JobProgress progress =
                state == JobState.RUNNING ? s.progress() : s.progress().standing();
        JobStatus next = new JobStatus(
                s.id(),
                s.kind(),
                state,
                reason,
                s.models(),
                s.created(),
                s.started().or(() -> state == JobState.RUNNING ? Optional.of(at) : Optional.empty()),
                state.isEnd() ? Optional.of(at) : s.ended(),
                progress,
                s.lastEvent(),
                s.pinned(),
                s.expires(),
                s.expired(),
                s.result(),
                s.fault());
        return new JobRecord(next, key, why);
    }

    JobRecord withEvent(long id) {
        return with(
                change(status.models(), status.progress(), id, status.pinned(), status.expires(), status.expired()));
    }

    JobRecord withModels(List<JobModel> models) {
        return with(change(
                models, status.progress(), status.lastEvent(), status.pinned(), status.expires(), status.expired()));
    }

    JobRecord withProgress(JobProgress progress) {
        return with(change(
                status.models(), progress, status.lastEvent(), status.pinned(), status.expires(), status.expired()));
    }

    JobRecord withRetention(boolean pinned, Optional<Instant> expires) {
        return with(change(status.models(), status.progress(), status.lastEvent(), pinned, expires, status.expired()));
    }

    JobRecord asExpired() {
        return with(change(status.models(), status.progress(), status.lastEvent(), false, status.expires(), true));
    }

    JobRecord withOutcome(Optional<JobResult> result, Optional<JobFault> fault) {
        JobStatus s = status;
        return with(new JobStatus(
                s.id(),
                s.kind(),
                s.state(),
                s.reason(),
                s.models(),
                s.created(),
                s.started(),
                s.ended(),
                s.progress(),
                s.lastEvent(),
                s.pinned(),
                s.expires(),
                s.expired(),
                result,
                fault));
    }

    private JobStatus change(
            List<JobModel> models,
            JobProgress progress,
            long lastEvent,
            boolean pinned,
            Optional<Instant> expires,
            boolean expired) {
        JobStatus s = status;
        return new JobStatus(
                s.id(),
                s.kind(),
                s.state(),
                s.reason(),
                models,
                s.created(),
                s.started(),
                s.ended(),
                progress,
                lastEvent,
                pinned,
                expires,
                expired,
                s.result(),
                s.fault());
    }
}
