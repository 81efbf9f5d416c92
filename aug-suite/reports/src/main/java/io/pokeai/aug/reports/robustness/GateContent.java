package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateOutcome;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.aug.robustness.metrics.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the page of a gate is made of.
 *
 * @param baseline the model that answers today
 * @param candidate the model that is to replace it
 * @param outcome the verdict
 * @param sentence about it
 * @param limit what the gate was able to see, in a sentence
 * @param terms what was tolerated
 * @param pictures that were looked at
 * @param sequential whether the gate stopped at the first certain verdict
 * @param notices sentences that a reader must not miss
 * @param cells in the order of the cells
 * @param broken of the cells that are worse, the largest drop first
 */
public record GateContent(
        String baseline,
        String candidate,
        GateOutcome outcome,
        String sentence,
        String limit,
        GateTerms terms,
        int pictures,
        boolean sequential,
        List<String> notices,
        List<ComparedCell> cells,
        List<BrokenCell> broken) {
    /** The lists are copied. */
    public GateContent {
        notices = List.copyOf(notices);
        cells = List.copyOf(cells);
        broken = List.copyOf(broken);
    }

    /**
     * A cell.
     *
     * @param onlyBaseline pictures that only the baseline has right
     * @param onlyCandidate pictures that only the candidate has right
     * @param drop accuracy of the baseline minus that of the candidate
     * @param bounds of the drop; empty in a sequential gate
     * @param evidence p values, or an e-value, in words
     * @param worse whether the candidate is shown to be worse
     */
    public record ComparedCell(
            Cell cell,
            int onlyBaseline,
            int onlyCandidate,
            double drop,
            Optional<Interval> bounds,
            String evidence,
            boolean worse) {}

    /** Of a gate on all pictures. */
    public static GateContent of(StoredPair pair, GateReport report) {
        return new GateContent(
                report.baseline(),
                report.candidate(),
                report.outcome(),
                report.sentence(),
                report.limit().sentence(),
                report.terms(),
                pair.paired().pictures(),
                false,
                notices(pair, report.limit(), report.terms()),
                report.cells().stream()
                        .map(cell -> new ComparedCell(
                                cell.cell(),
                                cell.rows().onlyFirst(),
                                cell.rows().onlySecond(),
                                cell.drop(),
                                Optional.of(cell.bounds()),
                                String.format(Locale.ROOT, "%.4f and %.4f", cell.maxTP(), cell.holmP()),
                                cell.worse()))
                        .toList(),
                List.of());
    }

    /** Of a sequential gate. */
    public static GateContent of(StoredPair pair, SequentialReport report, DetectionLimit limit) {
        return new GateContent(
                report.baseline(),
                report.candidate(),
                report.outcome(),
                report.sentence(),
                limit.sentence(),
                report.terms(),
                report.seen(),
                true,
                notices(pair, limit, report.terms()),
                report.cells().stream()
                        .map(cell -> new ComparedCell(
                                cell.cell(),
                                cell.onlyBaseline(),
                                cell.onlyCandidate(),
                                report.seen() == 0
                                        ? 0
                                        : (double) (cell.onlyBaseline() - cell.onlyCandidate()) / report.seen(),
                                Optional.empty(),
                                String.format(Locale.ROOT, "%.3g", Math.exp(cell.logEvidence())),
                                cell.worse()))
                        .toList(),
                List.of());
    }

    private static List<String> notices(StoredPair pair, DetectionLimit limit, GateTerms terms) {
        List<String> notices = new ArrayList<>(pair.notes());
        if (limit.exceeds(terms.margin())) {
            notices.add(
                    "The margin is below the detection limit: a drop of the margin will often be INCONCLUSIVE. Use a larger"
                            + " margin, or about " + limit.picturesFor(terms.margin(), terms) + " pictures.");
        }
        return notices;
    }

    /** The same with the pictures behind the verdict. */
    public GateContent withBroken(List<BrokenCell> pictures) {
        return new GateContent(
                baseline,
                candidate,
                outcome,
                sentence,
                limit,
                terms,
                this.pictures,
                sequential,
                notices,
                cells,
                pictures);
    }
}
