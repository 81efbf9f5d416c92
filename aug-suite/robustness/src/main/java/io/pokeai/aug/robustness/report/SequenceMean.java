package io.pokeai.aug.robustness.report;

import io.pokeai.aug.robustness.metrics.BoundedMean;

/**
 * Means over the sequences of the benchmark, not divided by those of another model: AlexNet's are not published, so there is no flip
 * rate, and no mFR.
 *
 * @param model its name
 * @param difficulty 1…3
 * @param sequences how many of the benchmark's were run at this difficulty; those for tuning do not count
 * @param pictures that count in each of them
 * @param flipProbability mFP, 0…1
 * @param top5Distance the mean of uT5D, 0…15
 */
public record SequenceMean(
        String model,
        int difficulty,
        int sequences,
        int pictures,
        BoundedMean flipProbability,
        BoundedMean top5Distance) {
    /** How many sequences the benchmark has. */
    public static final int OF = 10;

    /** Whether all sequences of the benchmark were run. */
    public boolean isWhole() {
        return sequences == OF;
    }
}
