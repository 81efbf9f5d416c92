package io.pokeai.aug.jobs.internal.store;

/** Why a job is paused, for the service. */
public enum PauseCause {
    /** Somebody asked for it, who also resumes it. */
    REQUEST,
    /** The disk is full; whoever has freed space resumes it. */
    DISK,
    /** A back end is not there; it is resumed when its models can be opened again. */
    BACKEND
}
