package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.compare.Discordance;
import io.pokeai.aug.evaluation.compare.TangoInterval;
import io.pokeai.aug.evaluation.scores.ProbabilityScores;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Makes the figures of a model for each severity of a suite. */
final class SeverityTable {
    private final RobustnessResult result;
    private final TestedModel model;
    private final CellScoring scoring;

    SeverityTable(RobustnessResult result, TestedModel model, CellScoring scoring) {
        this.result = result;
        this.model = model;
        this.scoring = scoring;
    }

    List<SeverityFigures> figures() {
        List<SeverityFigures> all = new ArrayList<>();
        for (Suite suite : Suite.values()) {
            SuiteCells cells = SuiteCells.of(result, model, suite);
            cells.severities()
                    .forEach(severity ->
                            figures(suite, severity, cells.at(severity)).ifPresent(all::add));
        }
        return all;
    }

    private Optional<SeverityFigures> figures(Suite suite, int severity, List<FinishedCell> cells) {
        FinishedCell clean = result.cell(model, FinishedCell.CLEAN, 0).orElseThrow();
        BitSet common = clean.counted();
        cells.forEach(cell -> common.and(cell.counted()));
        if (common.isEmpty()) {
            return Optional.empty();
        }
        int[] rows = common.stream().toArray();
        double[] right = SuiteCells.meanRight(cells, rows);
        double[] before = SuiteCells.meanRight(List.of(clean), rows);
        double[] drop = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            drop[i] = before[i] - right[i];
        }
        Measured accuracy = Measured.mean(right, 0, 1);
        Measured lost = Measured.mean(drop, -1, 1);
        if (cells.size() == 1) {
            Discordance paired = discordance(clean, cells.get(0), common);
            accuracy = Measured.of(
                    accuracy.value(), proportion(cells.get(0), common).wilson());
            lost = Measured.of(lost.value(), TangoInterval.of(paired, Interval.LEVEL));
        }
        return Optional.of(new SeverityFigures(
                suite, severity, cells.size(), rows.length, accuracy, lost, ratio(right, before), scores(cells, rows)));
    }

    private static Discordance discordance(FinishedCell first, FinishedCell second, BitSet common) {
        BitSet one = first.right();
        one.and(common);
        BitSet other = second.right();
        other.and(common);
        return Discordance.of(one, other, common.cardinality());
    }

    private static Proportion proportion(FinishedCell cell, BitSet common) {
        BitSet right = cell.right();
        right.and(common);
        return new Proportion(right.cardinality(), common.cardinality());
    }

    /** The ratio of two means over the same pictures; its interval by linearisation. */
    static Optional<Measured> ratio(double[] right, double... before) {
        double mean = 0;
        double clean = 0;
        for (int i = 0; i < right.length; i++) {
            mean += right[i] / right.length;
            clean += before[i] / right.length;
        }
        if (clean == 0) {
            return Optional.empty();
        }
        double ratio = mean / clean;
        double[] linear = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            linear[i] = ratio + (right[i] - ratio * before[i]) / clean;
        }
        return Optional.of(new Measured(
                ratio, Measured.mean(linear, 0, Double.POSITIVE_INFINITY).interval()));
    }

    private Optional<SeverityFigures.MeanScores> scores(List<FinishedCell> cells, int... rows) {
        List<ScoreFigures> figures = new ArrayList<>();
        double[] confidence = new double[rows.length];
        double[] loss = new double[rows.length];
        double[] risk = new double[rows.length];
        for (FinishedCell cell : cells) {
            CellScores kept = result.scores().scores(cell);
            Optional<ScoredRows> scored = ScoredRows.of(cell, kept, rows);
            if (scored.isEmpty()) {
                return Optional.empty();
            }
            figures.add(scoring.figures(scored.get()));
            add(scored.get().confidences(), cells.size(), confidence);
            add(scored.get().losses(), cells.size(), loss);
            add(RiskShares.of(scored.get()), cells.size(), risk);
        }
        double[] aucs = figures.stream()
                .map(ScoreFigures::disagreementAuc)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return Optional.of(new SeverityFigures.MeanScores(
                Measured.mean(confidence, 0, 1),
                meanOfEnds(figures, ScoreFigures::calibrationError),
                mean(figures, ScoreFigures::debiasedError),
                mean(figures, ScoreFigures::debiasedRootMeanSquare),
                Measured.mean(loss, 0, -Math.log(ProbabilityScores.CLIP)),
                new Measured(
                        mean(figures, one -> one.augrc().value()),
                        Measured.mean(risk, 0, 0.5).interval()),
                mean(figures, ScoreFigures::coverage),
                Arrays.stream(aucs).average(),
                aucs.length));
    }

    private static void add(double[] values, int cells, double... sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i] / cells;
        }
    }

    private static double mean(List<ScoreFigures> figures, ToDoubleFunction<ScoreFigures> value) {
        return figures.stream().mapToDouble(value).average().orElseThrow();
    }

    private static Measured meanOfEnds(List<ScoreFigures> figures, Function<ScoreFigures, Measured> value) {
        return Measured.meanOfEnds(figures.stream().map(value).toList());
    }
}
