package io.pokeai.aug.jobs;

import static io.pokeai.aug.jobs.JobState.CANCELLED;
import static io.pokeai.aug.jobs.JobState.CANCELLING;
import static io.pokeai.aug.jobs.JobState.FAILED;
import static io.pokeai.aug.jobs.JobState.INTERRUPTED;
import static io.pokeai.aug.jobs.JobState.PAUSED;
import static io.pokeai.aug.jobs.JobState.PAUSING;
import static io.pokeai.aug.jobs.JobState.PREPARING;
import static io.pokeai.aug.jobs.JobState.QUEUED;
import static io.pokeai.aug.jobs.JobState.RUNNING;
import static io.pokeai.aug.jobs.JobState.SUCCEEDED;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.Map;
import java.util.Set;

/**
 * Which state of a job may follow which: the whole table, as a value.
 *
 * <p>{@code QUEUED → PREPARING → RUNNING → SUCCEEDED | FAILED}, and by {@code PAUSING} to {@code PAUSED}, by {@code CANCELLING} to
 * {@code CANCELLED}. A paused job goes on by {@code QUEUED}, because another one may be running. A job may end before a wish to
 * pause or cancel takes hold. No state follows an end.
 */
public final class JobTransitions {
    /** What may follow each state. */
    public static final Map<JobState, Set<JobState>> TABLE = Map.of(
            QUEUED, Set.of(PREPARING, PAUSED, CANCELLED),
            PREPARING, Set.of(RUNNING, PAUSING, PAUSED, CANCELLING, FAILED, INTERRUPTED),
            RUNNING, Set.of(PAUSING, PAUSED, CANCELLING, SUCCEEDED, FAILED, INTERRUPTED),
            PAUSING, Set.of(PAUSED, CANCELLING, SUCCEEDED, FAILED),
            PAUSED, Set.of(QUEUED, CANCELLED),
            CANCELLING, Set.of(CANCELLED, SUCCEEDED, FAILED),
            INTERRUPTED, Set.of(QUEUED),
            SUCCEEDED, Set.of(),
            FAILED, Set.of(),
            CANCELLED, Set.of());

    private JobTransitions() {}

    /** Whether a state may follow another one. */
    public static boolean allows(JobState from, JobState to) {
        return TABLE.getOrDefault(from, Set.of()).contains(to);
    }

    /**
     * Refuses what the table does not have.
     *
     * @param job its id, for the message
     * @throws EngineException {@code CONFLICT}
     */
    public static void require(String job, JobState from, JobState to) {
        if (!allows(from, to)) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    "Job '" + job + "' is " + from + ", and cannot become " + to + ".",
                    from.isEnd()
                            ? "It has ended; make another job."
                            : "Look at its state, and ask for what it allows.");
        }
    }
}
