package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.metrics.Estimate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One model of the table.
 *
 * @param model its name
 * @param files how many files it has: folds
 * @param accuracy on clean pictures
 * @param meanError over the corruptions, not normalised; empty when there is none
 * @param latency of one picture
 * @param fileBytes of all its files
 * @param memoryBytes by how much the process grew with it; empty where the system does not say
 * @param against how it is beside the baseline; empty of the baseline itself
 */
record TrialRow(
        String model,
        int files,
        Proportion accuracy,
        Optional<Estimate> meanError,
        Latency latency,
        long fileBytes,
        OptionalLong memoryBytes,
        Optional<Against> against) {
    /**
     * A candidate beside the baseline, on the same pictures.
     *
     * @param accuracyChange its accuracy minus the baseline's, as a share
     * @param accuracyInterval of that, at 95 % (Tango)
     * @param errorChange its mean error minus the baseline's; empty without corruptions
     * @param speed how many times as fast as the baseline it answers: the median over pairs of calls, one right after the other
     * @param gate whether it may replace the baseline
     */
    record Against(
            double accuracyChange,
            Interval accuracyInterval,
            Optional<Estimate> errorChange,
            double speed,
            GateReport gate) {}

    /**
     * How long one picture took, from its pixels to the prediction, with all threads of the engine.
     *
     * @param medianMillis half of the calls were faster
     * @param p95Millis 95 of 100 calls were faster
     * @param calls how many were timed
     */
    record Latency(double medianMillis, double p95Millis, int calls) {}
}
