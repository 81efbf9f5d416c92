package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.compare.TangoInterval;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Compares each two models of a run on the same corrupted pictures. */
record ModelPairs(RobustnessResult result) {
    List<RelativeRobustness> all() {
        List<RelativeRobustness> all = new ArrayList<>();
        List<TestedModel> models = result.plan().models();
        for (int than = 0; than < models.size(); than++) {
            for (int model = than + 1; model < models.size(); model++) {
                for (Suite suite : Suite.values()) {
                    add(suite, models.get(model), models.get(than), all);
                }
            }
        }
        return all;
    }

    private void add(Suite suite, TestedModel model, TestedModel than, List<RelativeRobustness> all) {
        SuiteCells cells = SuiteCells.of(result, model, suite);
        SuiteCells others = SuiteCells.of(result, than, suite);
        new Pair(model, than, suite, OptionalInt.empty(), cells, others)
                .figure()
                .ifPresent(all::add);
        for (int severity : cells.severities()) {
            new Pair(model, than, suite, OptionalInt.of(severity), at(severity, cells), at(severity, others))
                    .figure()
                    .ifPresent(all::add);
        }
    }

    private static SuiteCells at(int severity, SuiteCells cells) {
        return new SuiteCells(cells.at(severity).stream().map(List::of).toList());
    }

    private record Pair(
            TestedModel model,
            TestedModel than,
            Suite suite,
            OptionalInt severity,
            SuiteCells cells,
            SuiteCells others) {

        /** Empty when no picture counts for both, and without a cell. */
        Optional<RelativeRobustness> figure() {
            BitSet common = cells.counted();
            common.and(others.counted());
            if (common.isEmpty()) {
                return Optional.empty();
            }
            int[] rows = common.stream().toArray();
            double[] difference = cells.meanRight(rows);
            double[] other = others.meanRight(rows);
            for (int i = 0; i < rows.length; i++) {
                difference[i] -= other[i];
            }
            Measured measured = Measured.mean(difference, -1, 1);
            if (cells.corruptions().size() == 1 && cells.corruptions().get(0).size() == 1) {
                measured = Measured.of(measured.value(), tango(common));
            }
            return Optional.of(new RelativeRobustness(
                    model.title(),
                    than.title(),
                    suite,
                    severity,
                    cells.corruptions().size(),
                    rows.length,
                    measured));
        }

        /** Of a single cell, whose difference is one of two shares. */
        private Interval tango(BitSet common) {
            return TangoInterval.of(
                    Discordance.of(
                            right(cells.corruptions().get(0).get(0), common),
                            right(others.corruptions().get(0).get(0), common),
                            common.cardinality()),
                    Interval.LEVEL);
        }

        private static BitSet right(FinishedCell cell, BitSet common) {
            BitSet right = cell.right();
            right.and(common);
            return right;
        }
    }
}
