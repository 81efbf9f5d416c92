package io.pokeai.aug.evaluation.run;

/**
 * Is told how an evaluation proceeds, and may stop it.
 *
 * <p><b>Threads</b> called by the thread that evaluates.
 */
public interface EvaluationListener {
    /** Says nothing and stops nothing. */
    EvaluationListener SILENT = new EvaluationListener() {};

    /**
     * A part of the work begins.
     *
     * @param part {@code test}, {@code oof_fold_<k>}, or what else is looked at, such as {@code twins}
     * @param pictures how many there are
     * @param known how many of them a run that was interrupted has answered
     */
    default void began(String part, int pictures, int known) {}

    /**
     * The journal of an earlier run cannot be used: every picture is asked about again.
     *
     * @param why what has changed, such as {@code the batch size (4, now 8)}
     */
    default void startsAnew(String why) {}

    /**
     * One more picture was looked at.
     *
     * @param answered whether there is an answer
     */
    default void asked(boolean answered) {}

    /** Whether to stop; what was answered until then need not be asked again. */
    default boolean cancelled() {
        return false;
    }
}
