package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.Suite;
import java.util.OptionalInt;

/**
 * How two models differ on the same corrupted pictures: τ(f′, f) = accuracy of f′ minus accuracy of f, each the mean over the
 * corruptions of a suite.
 *
 * <p><b>Source</b> Taori et al., <i>Measuring robustness to natural distribution shifts</i>, NeurIPS 2020 (arXiv 2007.00644).
 *
 * @param model f′
 * @param than f
 * @param severity empty: the mean over the severities of each corruption, then over the corruptions
 * @param corruptions how many the means are over
 * @param pictures that count for both models
 * @param difference −1…1; above 0 {@code model} is better; the interval is paired, over pictures
 */
public record RelativeRobustness(
        String model,
        String than,
        Suite suite,
        OptionalInt severity,
        int corruptions,
        int pictures,
        Measured difference) {}
