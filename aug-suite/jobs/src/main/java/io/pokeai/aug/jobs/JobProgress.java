package io.pokeai.aug.jobs;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a job has come.
 *
 * @param cells of its plan; 0 until they are known, and of an evaluation
 * @param finishedCells of them
 * @param answers that are wanted in all; 0 until that is known
 * @param finishedAnswers of them
 * @param left how long the rest may take at the speed of this run, on the clock that is never set; empty while nothing is known, and
 *     while the job does not run
 */
public record JobProgress(int cells, int finishedCells, long answers, long finishedAnswers, Optional<Duration> left) {
    /** Nothing is known yet. */
    public static final JobProgress NONE = new JobProgress(0, 0, 0, 0, Optional.empty());

    /** The same while nothing runs. */
    public JobProgress standing() {
        return new JobProgress(cells, finishedCells, answers, finishedAnswers, Optional.empty());
    }
}
