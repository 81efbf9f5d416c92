package io.pokeai.djl.training.internal.run;

import java.util.List;

/** Hears how a training goes, and may stop it. */
public interface TrainingListener {
    /** A fold begins, with so many pictures. */
    void fold(int fold, int train, int validation);

    /** A fold is left out, and why. */
    void skipped(int fold, String why);

    /** An earlier call was interrupted after so many epochs; this one goes on. */
    void resumed(int epochs);

    /** A teacher has answered for so many pictures. */
    default void asked(int done, int pictures) {}

    /** Something that a person should know. */
    default void noted(String what) {}

    /** An epoch begins. */
    void begun(int epoch, int steps);

    /** A step is done. */
    void stepped();

    /** An epoch is done, and everything is kept. */
    void ended(Epoch epoch, boolean best);

    /**
     * The log of the fold was written; also when a training goes on.
     *
     * @param epochs all so far, from the first one on
     * @param best number of the best one
     */
    default void kept(List<Epoch> epochs, int best) {}

    /** Asked after each step. */
    boolean isCancelled();
}
