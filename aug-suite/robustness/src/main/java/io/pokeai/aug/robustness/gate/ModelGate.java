package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.compare.Holm;
import io.pokeai.aug.evaluation.compare.McNemar;
import io.pokeai.aug.evaluation.compare.TangoInterval;
import io.pokeai.aug.evaluation.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Decides whether a candidate may replace a baseline, on all pictures at once.
 *
 * <p>First the mean over all cells: PASS when its upper bound is below the margin (non-inferiority), else FAIL when it is worse.
 * Then the cells: one that is shown to be worse, and not within the margin, makes the gate FAIL, whatever the mean is. PASS does not
 * say that no cell is worse by the margin; single cells rarely have the pictures for that, and {@link DetectionLimit} says what they
 * can show.
 *
 * <p><b>Error probability</b> An equally good candidate gets FAIL with a probability of at most α over all cells together: α is
 * halved between the mean and the cells, and when the mean is worse its half goes to the cells (Wiens' fallback). A candidate that
 * is worse by the margin gets PASS with at most α.
 *
 * <p><b>Source</b> Wiens, <i>A fixed sequence Bonferroni procedure for testing multiple endpoints</i>, Pharmaceutical Statistics 2
 * (2003); {@link SignFlips}, {@link FamilyBounds}.<br>
 * <b>Threads</b> stateless; the same input gives the same report on every machine.
 */
public final class ModelGate {
    private ModelGate() {}

    /** Decides. */
    public static GateReport decide(PairedCells paired, GateTerms terms) {
        int count = paired.cells().size();
        SignFlips flips = SignFlips.of(paired, terms.draws());
        FamilyVerdict family = family(FamilyBounds.of(paired, terms.alpha()), flips.familyP(), count, terms);
        double cellAlpha = family.worse() ? terms.alpha() : terms.familyAlpha(count);
        double[] holm = Holm.adjusted(IntStream.range(0, count)
                .mapToDouble(cell -> oneSided(paired.rows(cell)))
                .toArray());
        List<CellVerdict> cells = new ArrayList<>();
        for (int cell = 0; cell < count; cell++) {
            Interval bounds = TangoInterval.of(paired.rows(cell), 1 - 2 * terms.alpha());
            boolean worse = flips.cellP(cell) <= cellAlpha && bounds.high() >= terms.margin();
            cells.add(new CellVerdict(
                    paired.cells().get(cell), paired.rows(cell), bounds, flips.cellP(cell), holm[cell], worse));
        }
        return new GateReport(
                paired.baseline(),
                paired.candidate(),
                terms,
                DetectionLimit.of(paired, terms),
                family,
                cells,
                cells.stream().anyMatch(CellVerdict::worse) ? GateOutcome.FAIL : family.outcome());
    }

    private static FamilyVerdict family(FamilyBounds measured, double p, int cells, GateTerms terms) {
        boolean worse = p <= terms.familyAlpha(cells);
        GateOutcome otherwise = worse ? GateOutcome.FAIL : GateOutcome.INCONCLUSIVE;
        return new FamilyVerdict(
                measured.difference(),
                measured.bounds(),
                p,
                worse,
                measured.bounds().high() < terms.margin() ? GateOutcome.PASS : otherwise);
    }

    /** McNemar's exact test against "the first is not better": half of the two-sided p value on the one side, 1 on the other. */
    private static double oneSided(Discordance rows) {
        return rows.onlyFirst() > rows.onlySecond() ? new McNemar(rows).exact() / 2 : 1;
    }
}
