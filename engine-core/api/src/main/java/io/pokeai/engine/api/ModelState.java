package io.pokeai.engine.api;

/**
 * Where a generation of a model stands. {@code FOUND → OPENING → WARMING → CERTIFYING → READY → DRAINING →
 * CLOSED}; any state before {@code READY} may end in {@code FAILED}.
 */
public enum ModelState {
    /** Recognised; opened when the first caller wants it. */
    FOUND,
    /** The back end is reading it. */
    OPENING,
    /** It answers a first batch, so that no caller pays for first-time work. */
    WARMING,
    /** Its answers are compared with its certificate. */
    CERTIFYING,
    /** Answers callers. */
    READY,
    /** Retired: it answers nobody new, and waits for the callers that still hold a lease. */
    DRAINING,
    /** Gone, its memory freed. */
    CLOSED,
    /** Could not be opened; the reason is kept, and it is tried again when its file or its back end changes. */
    FAILED
}
