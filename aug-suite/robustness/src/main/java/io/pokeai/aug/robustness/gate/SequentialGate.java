package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A gate that looks at one picture after the other and stops at the first certain verdict.
 *
 * <p>Two e-processes watch the mean over all cells, one each cell ({@link EvidenceRates}). FAIL when the evidence that the mean is
 * worse reaches 2/α, or that of one of K cells 2K/α; with one cell alone, 1/α. PASS when the evidence that the mean is not worse by
 * the margin reaches 1/α. A wrong FAIL and a wrong PASS have a probability of at most α each, at whatever picture one stops, and
 * however often one looks. Between "equal" and "worse by the margin" either verdict is legitimate.
 *
 * <p>Pictures have to come in a random order: {@link PictureOrder}. The guarantee is about the population that the pictures are a
 * sample of, as with {@link ModelGate}.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Example</b>
 *
 * <pre>{@code
 * SequentialGate gate = new SequentialGate("old", "new", cells, terms);
 * for (int picture : PictureOrder.of(pictures, terms.draws())) {
 *     if (gate.add(rightOfOld(picture), rightOfNew(picture)) != GateOutcome.INCONCLUSIVE) {
 *         break;
 *     }
 * }
 * SequentialReport report = gate.report();
 * }</pre>
 */
public final class SequentialGate {
    private final String baseline;
    private final String candidate;
    private final List<Cell> cells;
    private final GateTerms terms;
    private final FamilyEvidence family;
    private final List<CellEvidence> evidence;
    private final double familyThreshold;
    private final double cellThreshold;
    private final double passThreshold;
    private int seen;
    private long sum;
    private GateOutcome outcome = GateOutcome.INCONCLUSIVE;

    /**
     * Before the first picture.
     *
     * @param baseline name of the model that answers today
     * @param candidate name of the model that is to replace it
     * @param cells at least one
     * @param terms what is tolerated
     */
    public SequentialGate(String baseline, String candidate, List<Cell> cells, GateTerms terms) {
        if (cells.isEmpty()) {
            throw EngineException.invalidArgument("A gate over no cells was asked for.", "Name at least one cell.");
        }
        this.baseline = baseline;
        this.candidate = candidate;
        this.cells = List.copyOf(cells);
        this.terms = terms;
        family = new FamilyEvidence(cells.size(), terms.margin());
        evidence = cells.stream().map(cell -> new CellEvidence()).toList();
        familyThreshold = -StrictMath.log(terms.familyAlpha(cells.size()));
        cellThreshold = familyThreshold + StrictMath.log(cells.size());
        passThreshold = -StrictMath.log(terms.alpha());
    }

    /**
     * The same on answers that are there already, in the order of the terms' seed, up to the first certain verdict.
     */
    public static SequentialReport replay(PairedCells paired, GateTerms terms) {
        SequentialGate gate = new SequentialGate(paired.baseline(), paired.candidate(), paired.cells(), terms);
        List<BitSet> broken = bits(paired, true);
        List<BitSet> mended = bits(paired, false);
        for (int picture : PictureOrder.of(paired.pictures(), terms.draws())) {
            // Where both are right or both are wrong makes no difference.
            if (gate.add(column(broken, picture), column(mended, picture)) != GateOutcome.INCONCLUSIVE) {
                break;
            }
        }
        return gate.report();
    }

    private static List<BitSet> bits(PairedCells paired, boolean broken) {
        return IntStream.range(0, paired.cells().size())
                .mapToObj(cell -> broken ? paired.broken(cell) : paired.mended(cell))
                .toList();
    }

    private static BitSet column(List<BitSet> rows, int picture) {
        BitSet column = new BitSet();
        for (int cell = 0; cell < rows.size(); cell++) {
            if (rows.get(cell).get(picture)) {
                column.set(cell);
            }
        }
        return column;
    }

    /**
     * Looks at one more picture; after a certain verdict it changes nothing.
     *
     * @param baselineRight the cells, by their index, in which the baseline has the picture right
     * @param candidateRight the cells in which the candidate has it right
     * @return the verdict so far
     */
    public GateOutcome add(BitSet baselineRight, BitSet candidateRight) {
        if (outcome != GateOutcome.INCONCLUSIVE) {
            return outcome;
        }
        BitSet different = (BitSet) baselineRight.clone();
        different.xor(candidateRight);
        int difference = 0;
        boolean cellWorse = false;
        for (int cell = different.nextSetBit(0); cell >= 0; cell = different.nextSetBit(cell + 1)) {
            CellEvidence own = evidence.get(cell);
            own.add(baselineRight.get(cell), candidateRight.get(cell));
            difference += baselineRight.get(cell) ? 1 : -1;
            cellWorse |= baselineRight.get(cell) && own.logWorse() >= cellThreshold;
        }
        seen++;
        sum += difference;
        family.add(difference);
        if (cellWorse || family.logWorse() >= familyThreshold) {
            outcome = GateOutcome.FAIL;
        } else if (family.logWithin() >= passThreshold) {
            outcome = GateOutcome.PASS;
        }
        return outcome;
    }

    /** What is known so far. */
    public SequentialReport report() {
        List<SequentialCell> reports = new ArrayList<>();
        for (int cell = 0; cell < cells.size(); cell++) {
            CellEvidence own = evidence.get(cell);
            double log = own.logWorse();
            reports.add(new SequentialCell(
                    cells.get(cell), own.onlyBaseline(), own.onlyCandidate(), log, log >= cellThreshold));
        }
        double drop = seen == 0 ? 0 : (double) sum / cells.size() / seen;
        return new SequentialReport(
                baseline, candidate, terms, seen, drop, family.logWorse(), family.logWithin(), reports, outcome);
    }
}
