package io.pokeai.engine.api;

/** Where a model stands with its {@link Certificate}. */
public enum Certification {
    /** It has none. */
    NONE,
    /** It has one, and is checked when it is opened. */
    PENDING,
    /** The generation that answers has met it. */
    PASSED,
    /** The newest generation did not meet it, so it never answered anybody. */
    FAILED
}
