package io.pokeai.engine.api;

/** What the numbers at a model's output are. */
public enum ScoreKind {
    /** Before softmax: any finite number. */
    LOGITS,
    /** After softmax: 0…1, one picture's sum is 1. */
    PROBABILITIES
}
