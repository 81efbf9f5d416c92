package io.pokeai.engine.checkpoint.internal.pickle;

/** Python's {@code None}. */
public enum PyNone {
    NONE
}
