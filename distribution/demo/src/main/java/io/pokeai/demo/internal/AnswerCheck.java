package io.pokeai.demo.internal;

import io.pokeai.engine.api.Prediction;

/**
 * Whether an answer is what it has to be.
 *
 * <p><b>Threads</b> safe: all callers ask the same one.
 */
interface AnswerCheck {
    /** Every answer is welcome. */
    AnswerCheck ANY = (picture, answer) -> true;

    /** @param picture its place among the pictures that are asked about */
    boolean isRight(int picture, Prediction answer);
}
