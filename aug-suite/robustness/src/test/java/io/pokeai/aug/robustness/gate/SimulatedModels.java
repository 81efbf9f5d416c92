package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Two models that are different and equally good in every cell, on pictures whose difficulty all cells share. About one picture in
 * five has different answers.
 */
final class SimulatedModels {
    private final int pictures;
    private final List<Cell> cells;
    private final Map<Cell, BitSet> baseline = new TreeMap<>();
    private final Map<Cell, BitSet> candidate = new TreeMap<>();

    private SimulatedModels(int pictures, int cells) {
        this.pictures = pictures;
        this.cells = cells(cells);
    }

    static List<Cell> cells(int count) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(new Cell(String.format(Locale.ROOT, "corruption%02d", i / 5), i % 5 + 1));
        }
        return cells;
    }

    /** Both models are drawn alike: they are exchangeable. */
    static SimulatedModels exchangeable(int pictures, int cells, SplittableRandom random) {
        SimulatedModels models = new SimulatedModels(pictures, cells);
        double[] difficulty = normals(pictures, random);
        double[] first = normals(pictures, random);
        double[] second = normals(pictures, random);
        for (int cell = 0; cell < cells; cell++) {
            double ease = .2 + .6 * (cell % 5) / 5;
            BitSet one = new BitSet();
            BitSet other = new BitSet();
            for (int i = 0; i < pictures; i++) {
                double shared = ease + difficulty[i] + .5 * random.nextGaussian();
                one.set(i, shared + .35 * first[i] + .3 * random.nextGaussian() > 0);
                other.set(i, shared + .35 * second[i] + .3 * random.nextGaussian() > 0);
            }
            models.baseline.put(models.cells.get(cell), one);
            models.candidate.put(models.cells.get(cell), other);
        }
        return models;
    }

    /**
     * Equally good, but not exchangeable: the candidate breaks few pictures, in all cells at once, and mends many, each in few cells.
     */
    static SimulatedModels lopsided(int pictures, int cells, SplittableRandom random) {
        SimulatedModels models = new SimulatedModels(pictures, cells);
        models.cells.forEach(cell -> {
            models.baseline.put(cell, new BitSet());
            models.candidate.put(cell, new BitSet());
        });
        for (int i = 0; i < pictures; i++) {
            boolean broken = random.nextDouble() < .05;
            for (Cell cell : models.cells) {
                // Of the pictures that are not broken, 1/19 of 5/5 %: both directions have 5 % of all pictures.
                boolean mended = !broken && random.nextDouble() < .05 / .95;
                boolean right = random.nextDouble() < .6;
                set(models.baseline, cell, i, broken || (!mended && right));
                set(models.candidate, cell, i, mended || (!broken && right));
            }
        }
        return models;
    }

    /** The candidate loses pictures that it has right in a cell, as many as a share of all pictures. */
    SimulatedModels worse(int cell, double share, SplittableRandom random) {
        BitSet right = bits(candidate, cells.get(cell));
        double lost = share * pictures / right.cardinality();
        right.stream().filter(i -> random.nextDouble() < lost).forEach(right::clear);
        return this;
    }

    private static void set(Map<Cell, BitSet> model, Cell cell, int picture, boolean right) {
        bits(model, cell).set(picture, right);
    }

    private static BitSet bits(Map<Cell, BitSet> model, Cell cell) {
        return model.computeIfAbsent(cell, missing -> new BitSet());
    }

    private static double[] normals(int count, SplittableRandom random) {
        return random.doubles(count).map(any -> random.nextGaussian()).toArray();
    }

    PairedCells paired() {
        return PairedCells.of(
                CellAnswers.of("baseline", pictures, baseline), CellAnswers.of("candidate", pictures, candidate));
    }
}
