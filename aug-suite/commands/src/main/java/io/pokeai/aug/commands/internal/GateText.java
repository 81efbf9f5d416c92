package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.gate.CellVerdict;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateReport;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.SequentialCell;
import io.pokeai.aug.robustness.gate.SequentialReport;
import io.pokeai.aug.robustness.gate.StoredPair;
import io.pokeai.engine.command.kit.SafeText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a gate says on the terminal: what it is able to see, then the verdict, then the cells. */
final class GateText {
    private static final int MOST_CELLS = 20;
    private static final int NAME = 24;
    private static final int NUMBER = 10;
    private static final double POINTS = 100;
    private static final double SMALLEST = 1e-4;

    private final PrintStream out;
    private final boolean explain;

    GateText(PrintStream out, boolean explain) {
        this.out = out;
        this.explain = explain;
    }

    void before(StoredPair pair, DetectionLimit limit, GateTerms terms, boolean sequential) {
        line(limit.sentence());
        if (limit.exceeds(terms.margin())) {
            line("warning: the margin of " + points(terms.margin())
                    + " points is below that: a drop of the margin will often be INCONCLUSIVE. Use a larger margin, or about "
                    + limit.picturesFor(terms.margin(), terms) + " pictures.");
        }
        pair.notes().forEach(note -> line("note: " + note));
        if (explain) {
            explain(terms, limit.cells(), sequential);
        }
        out.flush();
    }

    private void explain(GateTerms terms, int cells, boolean sequential) {
        String margin = points(terms.margin());
        line(
                "A picture's drop is 1 in a cell that only the baseline has right, -1 where only the candidate has, else 0.");
        if (sequential) {
            line(
                    "One picture after the other, in the order of seed "
                            + terms.draws().seed()
                            + ". Evidence is a bet against a hypothesis: the mean of the products of 1 + rate x drop, for six rates.");
            line("FAIL at evidence of " + (cells == 1 ? "1/alpha" : "2/alpha")
                    + " against 'not worse over all cells'" + (cells == 1 ? "" : ", or 2 x cells/alpha in one cell")
                    + "; PASS at 1/alpha against 'worse by " + margin
                    + " points'. The errors are at most alpha, wherever it stops.");
        } else {
            line("PASS when the mean drop over all cells is below " + margin + " points with a probability of 1 - alpha"
                    + (cells == 1 ? " (Tango's bound)." : " (pictures are the unit; Bonett's and Price's bound)."));
            line("FAIL when the mean, or a cell, is worse: p by "
                    + terms.draws().count()
                    + " random swaps of the models, picture by picture; max-T over the cells"
                    + (cells == 1 ? "." : ", alpha is shared half and half by the mean and the cells."));
        }
    }

    void after(GateReport report) {
        line(report.sentence());
        List<CellVerdict> shown = explain ? report.cells() : report.worse();
        if (!shown.isEmpty()) {
            out.print(SafeText.left("CELL", NAME)
                    + SafeText.right("DROP", NUMBER)
                    + SafeText.right("FROM", NUMBER)
                    + SafeText.right("TO", NUMBER)
                    + SafeText.right("BROKEN", NUMBER)
                    + SafeText.right("MENDED", NUMBER)
                    + SafeText.right("MAX-T P", NUMBER)
                    + SafeText.right("HOLM P", NUMBER)
                    + '\n');
        }
        shown.stream().limit(explain ? shown.size() : MOST_CELLS).forEach(this::cell);
        more(shown.size());
    }

    private void cell(CellVerdict cell) {
        out.print(SafeText.left(SafeText.line(cell.cell().toString()), NAME)
                + points(cell.drop(), NUMBER)
                + points(cell.bounds().low(), NUMBER)
                + points(cell.bounds().high(), NUMBER)
                + SafeText.right(String.valueOf(cell.rows().onlyFirst()), NUMBER)
                + SafeText.right(String.valueOf(cell.rows().onlySecond()), NUMBER)
                + p(cell.maxTP())
                + p(cell.holmP())
                + (cell.worse() ? "  worse" : "")
                + '\n');
    }

    void after(SequentialReport report) {
        line(report.sentence());
        List<SequentialCell> shown = explain ? report.cells() : report.worse();
        if (!shown.isEmpty()) {
            out.print(SafeText.left("CELL", NAME)
                    + SafeText.right("BROKEN", NUMBER)
                    + SafeText.right("MENDED", NUMBER)
                    + SafeText.right("EVIDENCE", NUMBER + 2)
                    + '\n');
        }
        shown.stream()
                .limit(explain ? shown.size() : MOST_CELLS)
                .forEach(cell -> out.print(SafeText.left(
                                SafeText.line(cell.cell().toString()), NAME)
                        + SafeText.right(String.valueOf(cell.onlyBaseline()), NUMBER)
                        + SafeText.right(String.valueOf(cell.onlyCandidate()), NUMBER)
                        + SafeText.right(String.format(Locale.ROOT, "%.3g", Math.exp(cell.logEvidence())), NUMBER + 2)
                        + (cell.worse() ? "  worse" : "")
                        + '\n'));
        more(shown.size());
    }

    private void more(int shown) {
        if (!explain && shown > MOST_CELLS) {
            out.print("and " + (shown - MOST_CELLS) + " more; --explain prints all.\n");
        }
    }

    private void line(String text) {
        out.print(SafeText.line(text) + '\n');
    }

    private static String p(double value) {
        return SafeText.right(value < SMALLEST ? "<0.0001" : String.format(Locale.ROOT, "%.4f", value), NUMBER);
    }

    private static String points(double share, int columns) {
        return SafeText.right(points(share), columns);
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%.2f", share * POINTS + 0.0);
    }
}
