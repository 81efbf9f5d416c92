package io.pokeai.aug.robustness.gate;

import java.util.List;

/**
 * What a gate decided, and why.
 *
 * @param baseline the model that answers today
 * @param candidate the model that is to replace it
 * @param terms what was tolerated
 * @param limit what the gate was able to see
 * @param family the mean over all cells
 * @param cells each cell, in the order of the cells
 * @param outcome the verdict
 */
public record GateReport(
        String baseline,
        String candidate,
        GateTerms terms,
        DetectionLimit limit,
        FamilyVerdict family,
        List<CellVerdict> cells,
        GateOutcome outcome) {
    /** The list is copied. */
    public GateReport {
        cells = List.copyOf(cells);
    }

    /** The cells that are shown to be worse, the largest drop first. */
    public List<CellVerdict> worse() {
        return cells.stream()
                .filter(CellVerdict::worse)
                .sorted((one, other) -> Double.compare(other.drop(), one.drop()))
                .toList();
    }

    /** One sentence for people. */
    public String sentence() {
        return GateSentence.of(this);
    }
}
