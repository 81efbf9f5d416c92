package io.pokeai.aug.robustness.gate;

import java.util.Locale;

/** The sentence about a verdict. */
final class GateSentence {
    private static final double POINTS = 100;

    private GateSentence() {}

    static String of(GateReport report) {
        FamilyVerdict family = report.family();
        String facts = "mean accuracy over " + report.limit().cells()
                + (report.limit().cells() == 1 ? " cell " : " cells ")
                + change(family.drop()) + "; it may be "
                + range(-family.bounds().high(), -family.bounds().low());
        String candidate = "'" + report.candidate() + "'";
        String baseline = "'" + report.baseline() + "'";
        String margin = points(report.terms().margin());
        int worse = report.worse().size();
        return switch (report.outcome()) {
            case PASS ->
                "PASS: " + candidate + " may replace " + baseline + ": "
                        + (family.worse() ? "it is worse, but by less than " : "it is not worse by ") + margin
                        + (family.worse() ? "" : " or more") + " (" + facts + ").";
            case FAIL ->
                "FAIL: " + candidate + " is worse than " + baseline + " "
                        + (family.outcome() == GateOutcome.FAIL ? "over all cells" : "")
                        + (family.outcome() == GateOutcome.FAIL && worse > 0 ? " and " : "")
                        + (worse > 0 ? "in " + worse + (worse == 1 ? " cell" : " cells") : "")
                        + " (" + facts + ").";
            case INCONCLUSIVE ->
                "INCONCLUSIVE: these pictures do not decide whether " + candidate + " is worse than "
                        + baseline + " by " + margin + " or more (" + facts + "; about "
                        + report.limit().picturesFor(report.terms().margin(), report.terms())
                        + " pictures would).";
        };
    }

    private static String change(double drop) {
        return rounded(drop) == 0 ? "unchanged" : points(Math.abs(drop)) + (drop > 0 ? " lower" : " higher");
    }

    /** From one gain to another one, in the words of whoever compares the candidate with the baseline. */
    private static String range(double low, double high) {
        if (rounded(low) >= 0 && rounded(high) > 0) {
            return number(low) + " to " + points(high) + " better";
        } else if (rounded(high) <= 0 && rounded(low) < 0) {
            return number(-high) + " to " + points(-low) + " worse";
        }
        return points(-low) + " worse to " + points(high) + " better";
    }

    private static double rounded(double share) {
        return Math.round(share * POINTS * POINTS) / POINTS;
    }

    private static String points(double share) {
        return number(share) + " points";
    }

    private static String number(double share) {
        return String.format(Locale.ROOT, "%.2f", share * POINTS + 0.0);
    }
}
