package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Where a baseline and a candidate differ, on the same pictures, in each cell.
 *
 * <p>The difference of a picture in a cell is 1 when only the baseline is right, −1 when only the candidate is, and else 0: a
 * positive mean says that the candidate is worse.
 *
 * <p><b>Threads</b> immutable.
 */
public final class PairedCells {
    private final String baseline;
    private final String candidate;
    private final int pictures;
    private final List<Cell> cells;
    private final List<BitSet> onlyBaseline = new ArrayList<>();
    private final List<BitSet> onlyCandidate = new ArrayList<>();

    private PairedCells(CellAnswers baseline, CellAnswers candidate) {
        this.baseline = baseline.model();
        this.candidate = candidate.model();
        pictures = baseline.pictures();
        cells = List.copyOf(baseline.cells());
        for (Cell cell : cells) {
            BitSet first = baseline.right(cell);
            BitSet second = candidate.right(cell);
            onlyBaseline.add(without(first, second));
            onlyCandidate.add(without(second, first));
        }
    }

    /**
     * @param baseline the model that answers today
     * @param candidate the model that is to replace it
     * @throws EngineException {@code INVALID_ARGUMENT} when they have other pictures or cells
     */
    public static PairedCells of(CellAnswers baseline, CellAnswers candidate) {
        if (baseline.pictures() != candidate.pictures() || !baseline.cells().equals(candidate.cells())) {
            throw EngineException.invalidArgument(
                    "'" + baseline.model() + "' was asked for " + baseline.pictures() + " pictures in "
                            + baseline.cells() + ", '" + candidate.model() + "' for " + candidate.pictures() + " in "
                            + candidate.cells() + ".",
                    "Run both models with one plan.");
        }
        return new PairedCells(baseline, candidate);
    }

    private static BitSet without(BitSet all, BitSet others) {
        BitSet left = (BitSet) all.clone();
        left.andNot(others);
        return left;
    }

    /** The name of the model that answers today. */
    public String baseline() {
        return baseline;
    }

    /** The name of the model that is to replace it. */
    public String candidate() {
        return candidate;
    }

    /** How many pictures each cell has. */
    public int pictures() {
        return pictures;
    }

    /** The cells, in order. */
    public List<Cell> cells() {
        return cells;
    }

    /** How the models differ in a cell: the baseline is the first. */
    public Discordance rows(int cell) {
        return new Discordance(
                onlyBaseline.get(cell).cardinality(), onlyCandidate.get(cell).cardinality(), pictures);
    }

    /** The pictures that only the baseline has right in a cell: what the candidate broke. */
    public BitSet broken(int cell) {
        return (BitSet) onlyBaseline.get(cell).clone();
    }

    /** The pictures that only the candidate has right in a cell: what it mended. */
    public BitSet mended(int cell) {
        return (BitSet) onlyCandidate.get(cell).clone();
    }

    /** The sum of a picture's differences over all cells, for each picture. */
    int[] sums() {
        int[] sums = new int[pictures];
        onlyBaseline.forEach(bits -> bits.stream().forEach(picture -> sums[picture]++));
        onlyCandidate.forEach(bits -> bits.stream().forEach(picture -> sums[picture]--));
        return sums;
    }
}
