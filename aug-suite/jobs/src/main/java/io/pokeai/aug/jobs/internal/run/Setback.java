package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.jobs.internal.store.DiskReserve;
import io.pokeai.aug.jobs.internal.store.PauseCause;
import io.pokeai.aug.jobs.internal.store.StoredJob;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that keeps a job from going on now, and may pass.
 *
 * @param reason for people
 */
record Setback(PauseCause cause, String reason) {
    private static final int MOST = 3;

    /** Empty for an error that stays. */
    static Optional<Setback> of(EngineException error) {
        if (DiskReserve.isFull(error)) {
            return Optional.of(new Setback(
                    PauseCause.DISK,
                    "The disk is full: " + error.problem() + " Free space on it, and resume the job."));
        }
        return switch (error.code()) {
            case NO_BACKEND -> Optional.of(stopped(error));
            case UNAVAILABLE -> isOfAFile(error) ? Optional.empty() : Optional.of(stopped(error));
            default -> Optional.empty();
        };
    }

    private static Setback stopped(EngineException error) {
        return new Setback(PauseCause.BACKEND, "The back end has stopped: " + error.problem());
    }

    /** Files that cannot be read or written are {@code UNAVAILABLE}, too. */
    private static boolean isOfAFile(Throwable error) {
        for (@Nullable Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Whether the job should wait instead of failing: for room on the disk always, for a back end only a few turns in a row. */
    boolean isHopeful(StoredJob job) {
        return cause == PauseCause.DISK || job.setbacks() < MOST;
    }
}
