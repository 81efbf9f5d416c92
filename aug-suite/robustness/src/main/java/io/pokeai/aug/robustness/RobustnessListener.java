package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import java.util.List;

/**
 * Is told how a run proceeds, and may stop it.
 *
 * <p><b>Threads</b> called by the thread that runs.
 */
public interface RobustnessListener {
    /** Says nothing and stops nothing. */
    RobustnessListener SILENT = new RobustnessListener() {};

    /**
     * Cells are asked for again.
     *
     * @param cells such as {@code 15 cells of resnet18}
     * @param why what has changed, such as {@code the seed (0, now 7)}
     */
    default void redone(String cells, String why) {}

    /**
     * The run begins.
     *
     * @param cells of the plan
     * @param finished how many of them earlier runs have finished
     * @param answers how many are wanted of this run
     */
    default void began(int cells, int finished, long answers) {}

    /**
     * The next cells begin.
     *
     * @param what such as {@code fog 1-5}
     * @param known how many of their answers a run that was interrupted has left
     */
    default void pass(String what, long known) {}

    /**
     * One more answer is there.
     *
     * @param answered whether it is one, and no failure
     */
    default void asked(boolean answered) {}

    /**
     * Cells are finished, and on the disk.
     *
     * @param cells of one pass; those that earlier runs have finished are not among them
     */
    default void finished(List<FinishedCell> cells) {}

    /**
     * Sequences are finished, and on the disk.
     *
     * @param sequences of one pass; those that earlier runs have finished are not among them
     */
    default void finishedSequences(List<FinishedSequence> sequences) {}

    /** All cells are there; the page and the plots are made now. */
    default void reporting() {}

    /**
     * All cells are finished; not told when all of them were before.
     *
     * @param time of this run alone
     */
    default void worked(RunTime time) {}

    /** Whether to stop; what was answered until then need not be asked again. */
    default boolean cancelled() {
        return false;
    }
}
