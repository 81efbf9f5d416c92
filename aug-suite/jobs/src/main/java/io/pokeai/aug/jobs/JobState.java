package io.pokeai.aug.jobs;

/** Where a job is. {@link JobTransitions} says where it may go from there. */
public enum JobState {
    /** Waits until it is its turn. */
    QUEUED,
    /** Its models are pinned, its pictures are read. */
    PREPARING,
    /** Its models are asked. */
    RUNNING,
    /** It was told to pause, and finishes the batch that runs. */
    PAUSING,
    /** Does nothing until it is resumed; its reason says why. */
    PAUSED,
    /** It was told to end, and finishes the batch that runs. */
    CANCELLING,
    /** It has done its work. What a gate says is a result, so that a job whose gate says FAIL has succeeded. */
    SUCCEEDED,
    /** It cannot do its work; its fault says why. */
    FAILED,
    /** It was told to end. */
    CANCELLED,
    /** The process ended while it ran; seen in its journal only, because the next start queues it at once. */
    INTERRUPTED;

    /** Whether the job stays in this state for ever. */
    public boolean isEnd() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Whether a thread works for the job. */
    public boolean isActive() {
        return this == PREPARING || this == RUNNING || this == PAUSING || this == CANCELLING;
    }
}
