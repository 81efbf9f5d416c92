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
                + change(family.drop()) + ", bounds of the drop "
                + number(family.bounds().low()) + " to "
                + points(family.bounds().high());
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
        double rounded = Math.round(drop * POINTS * POINTS) / POINTS;
        return rounded == 0 ? "unchanged" : points(Math.abs(drop)) + (drop > 0 ? " lower" : " higher");
    }

    private static String points(double share) {
        return number(share) + " points";
    }

    private static String number(double share) {
        return String.format(Locale.ROOT, "%.2f", share * POINTS + 0.0);
    }
}
