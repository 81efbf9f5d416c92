package io.pokeai.aug.jobs;

/**
 * What a job makes beside its figures.
 *
 * @param report page and plots of a robustness run
 * @param leaks of an evaluation, test pictures that were seen in training
 * @param outOfFold of an evaluation, out-of-fold predictions and wrong labels
 */
public record JobExtras(boolean report, boolean leaks, boolean outOfFold) {
    /** As the commands do. */
    public static final JobExtras DEFAULT = new JobExtras(true, true, false);
}
