package io.pokeai.aug.robustness.gate;

import java.util.List;
import java.util.Locale;

/**
 * What a sequential gate has decided so far.
 *
 * @param baseline the model that answers today
 * @param candidate the model that is to replace it
 * @param terms what was tolerated; its seed gives the order of the pictures
 * @param seen how many pictures were looked at
 * @param drop accuracy of the baseline minus that of the candidate, on them, mean over all cells; after an early stop it lies further
 *     out than the true one
 * @param logWorse natural logarithm of the e-value against "not worse"
 * @param logWithin natural logarithm of the e-value against "worse by the margin or more"
 * @param cells each cell, in the order of the cells
 * @param outcome INCONCLUSIVE while nothing is certain
 */
public record SequentialReport(
        String baseline,
        String candidate,
        GateTerms terms,
        int seen,
        double drop,
        double logWorse,
        double logWithin,
        List<SequentialCell> cells,
        GateOutcome outcome) {
    private static final double POINTS = 100;

    /** The list is copied. */
    public SequentialReport {
        cells = List.copyOf(cells);
    }

    /** The cells that are shown to be worse. */
    public List<SequentialCell> worse() {
        return cells.stream().filter(SequentialCell::worse).toList();
    }

    /** One sentence for people. */
    public String sentence() {
        String margin = number(terms.margin()) + " points";
        String facts = " after " + seen + (seen == 1 ? " picture" : " pictures") + " (measured drop " + number(drop)
                + " points over " + cells.size() + (cells.size() == 1 ? " cell)." : " cells).");
        return outcome + ": "
                + switch (outcome) {
                    case PASS -> "'" + candidate + "' is not worse than '" + baseline + "' by " + margin + " or more";
                    case FAIL ->
                        "'" + candidate + "' is worse than '" + baseline + "'"
                                + (worse().isEmpty() || cells.size() == 1
                                        ? " over all cells"
                                        : " in " + worse().size() + (worse().size() == 1 ? " cell" : " cells"));
                    case INCONCLUSIVE ->
                        "it is not decided whether '" + candidate + "' is worse than '" + baseline + "' by " + margin
                                + " or more";
                }
                + facts;
    }

    private static String number(double share) {
        return String.format(Locale.ROOT, "%.2f", share * POINTS + 0.0);
    }
}
