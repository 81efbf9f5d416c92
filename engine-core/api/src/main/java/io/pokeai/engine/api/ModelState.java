package io.pokeai.engine.api;

/**
 * The state of a generation. {@code FOUND → OPENING → WARMING → CERTIFYING → READY → DRAINING → CLOSED}; any state before
 * {@code READY} may end in {@code FAILED}.
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
    /** Retired: it answers no new callers, and waits for those that still hold a lease. */
    DRAINING,
    /** Closed, its memory freed. */
    CLOSED,
    /** Could not be opened; the reason is kept, and it is tried again when its file or its back end changes. */
    FAILED
}
