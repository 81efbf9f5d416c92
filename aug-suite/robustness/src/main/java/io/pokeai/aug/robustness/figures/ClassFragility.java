package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import java.util.List;

/**
 * How much of its recall a class loses under a corruption: F = recall on clean pictures − recall under it, on the same pictures.
 *
 * @param className of the class
 * @param corruption such as {@code fog}
 * @param severities one for each that was run, ascending
 * @param rawFall mean over the severities of what was counted
 * @param fall mean over the severities of the shrunk falls; its interval from the mean of the lower ends to the mean of the upper
 *     ones
 * @param p how likely as many or more losses are in as many pictures that are drawn from all classes, without replacement
 * @param adjustedP the same after Benjamini's and Hochberg's correction for all classes and corruptions of the model
 * @param holdsUpTo the highest severity up to which, at each severity that was run, the fall is at most {@link #TOLERATED}; 0: none
 * @param safeUpTo the same of the upper end of the interval: beyond doubt
 */
public record ClassFragility(
        String className,
        String corruption,
        List<AtSeverity> severities,
        double rawFall,
        Measured fall,
        double p,
        double adjustedP,
        int holdsUpTo,
        int safeUpTo) {
    /** A loss of recall that is tolerated: 10 points. */
    public static final double TOLERATED = 0.1;

    /** The share of false ones that the list of fragile classes may have. */
    public static final double FALSE_DISCOVERIES = 0.05;

    /** The list is copied. */
    public ClassFragility {
        severities = List.copyOf(severities);
    }

    /** Whether the class loses more than others under this corruption, in a list of which 5 % may be false. */
    public boolean isFragile() {
        return adjustedP <= FALSE_DISCOVERIES;
    }

    /**
     * One severity.
     *
     * @param recall right ones of the class's pictures
     * @param fall shrunk towards that of the other classes
     */
    public record AtSeverity(int severity, Proportion recall, Measured fall) {}
}
