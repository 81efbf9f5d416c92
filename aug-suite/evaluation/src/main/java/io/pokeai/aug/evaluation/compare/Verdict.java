package io.pokeai.aug.evaluation.compare;

import io.pokeai.aug.evaluation.PythonNumbers;

/** The sentence about a comparison. */
final class Verdict {
    private static final double POINTS = 100;

    private Verdict() {}

    static String of(PairedComparison comparison) {
        boolean firstLeads = comparison.difference() >= 0;
        String better = firstLeads ? comparison.first() : comparison.second();
        String other = firstLeads ? comparison.second() : comparison.first();
        String facts = "95 % interval of the difference "
                + points(comparison.interval().low()) + " to "
                + points(comparison.interval().high()) + " points; "
                + comparison.rows().discordant() + " of " + comparison.rows().total()
                + " rows differ, McNemar's p = " + PythonNumbers.fixed(comparison.adjustedP(), 3);
        if (comparison.decisive()) {
            return better + " is better than " + other + " by " + points(Math.abs(comparison.difference()))
                    + " points (" + facts + ").";
        }
        return "This ranking is not decisive: " + comparison.first() + " minus " + comparison.second() + " is "
                + points(comparison.difference()) + " points (" + facts + ").";
    }

    private static String points(double share) {
        return PythonNumbers.fixed(share * POINTS + 0.0, 1);
    }
}
