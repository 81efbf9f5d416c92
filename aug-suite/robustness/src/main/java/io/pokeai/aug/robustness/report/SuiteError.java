package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The error of a model over the corruptions of a suite: for each corruption the mean over its severities, divided by that of a
 * baseline if there is one; then the mean over the corruptions.
 *
 * <p>Only pictures count that count in each of the cells. With fixed denominators the figure is a mean over pictures, and its
 * interval follows from their deviation; divided by another model it is a ratio on the same pictures, and has no interval here.
 *
 * <p><b>Source</b> D. Hendrycks, T. Dietterich, ICLR 2019, section 4: CE and relative CE.
 *
 * @param model its name
 * @param baseline what errors are divided by
 * @param corruptions how many count
 * @param pictures how many count
 * @param value 0…1 without a baseline; with one, 1 is as many errors as the baseline makes
 * @param interval at 95 %
 * @param relative the same of the errors beyond those on clean pictures; empty without a baseline, and where the baseline makes no
 *     such errors
 * @param denominators the mean error of the baseline for each corruption, 0…1; empty without a baseline
 */
public record SuiteError(
        String model,
        Suite suite,
        ErrorBaseline baseline,
        int corruptions,
        int pictures,
        double value,
        Optional<Interval> interval,
        OptionalDouble relative,
        Map<String, Double> denominators) {
    /** The quantile of the normal distribution for 95 %. */
    private static final double Z = 1.959963984540054;

    private static final double PERCENT = 100;

    /** Whether every corruption of the suite that counts in means was run. */
    public boolean isWhole() {
        return corruptions == suite.inMeans();
    }

    /** What the figure is; never "mCE" alone. */
    public String measure() {
        return baseline instanceof ErrorBaseline.None
                ? "mean error, not normalised"
                : "mCE, normalised by " + baseline.id();
    }

    /**
     * The error of a model; empty when it is not {@linkplain #isDefined defined}, when the baseline makes no error under one of the
     * corruptions, and when no picture counts in all cells.
     */
    public static Optional<SuiteError> of(
            RobustnessResult result, TestedModel model, Suite suite, ErrorBaseline baseline) {
        Map<String, List<FinishedCell>> cells = cells(result, model, suite);
        Optional<FinishedCell> clean = result.cell(model, FinishedCell.CLEAN, 0);
        if (clean.isEmpty() || !isDefined(result.plan(), suite, baseline)) {
            return Optional.empty();
        }
        BitSet common = clean.get().counted();
        cells.values().forEach(row -> row.forEach(cell -> common.and(cell.counted())));
        if (baseline instanceof ErrorBaseline.Model other) {
            cells(result, other.model(), suite).values().forEach(row -> row.forEach(cell -> common.and(cell.counted())));
        }
        if (common.isEmpty()) {
            return Optional.empty();
        }
        return denominators(result, suite, baseline, cells, common)
                .map(known -> of(model, suite, baseline, cells, clean.get(), common, known));
    }

    /**
     * Whether a plan has what the figure is made of: with a baseline every corruption of the suite that counts in means, at every
     * severity.
     */
    public static boolean isDefined(RobustnessPlan plan, Suite suite, ErrorBaseline baseline) {
        List<PlannedCorruption> counting = plan.corruptions().stream()
                .filter(corruption -> suite.countsInMeans(corruption.id()))
                .toList();
        if (baseline instanceof ErrorBaseline.None) {
            return !counting.isEmpty();
        }
        return counting.size() == suite.inMeans()
                && counting.stream().allMatch(SuiteError::isAtEverySeverity)
                && (suite == Suite.IMAGENET_C || !(baseline instanceof ErrorBaseline.AlexNet));
    }

    private static boolean isAtEverySeverity(PlannedCorruption corruption) {
        return corruption.augmentation().stream()
                .allMatch(known -> known.info().severities()
                        == corruption.severities().size());
    }

    /** The cells of each corruption that counts in means. */
    private static Map<String, List<FinishedCell>> cells(RobustnessResult result, TestedModel model, Suite suite) {
        Map<String, List<FinishedCell>> cells = new LinkedHashMap<>();
        for (PlannedCorruption corruption : result.plan().corruptions()) {
            if (suite.countsInMeans(corruption.id())) {
                List<FinishedCell> row = new ArrayList<>();
                corruption
                        .severities()
                        .forEach(severity -> result.cell(model, corruption.name(), severity)
                                .ifPresent(row::add));
                cells.put(corruption.name(), row);
            }
        }
        return cells;
    }

    /** The mean errors of the baseline; empty when they cannot be had, or one of them is zero. */
    private static Optional<Denominators> denominators(
            RobustnessResult result,
            Suite suite,
            ErrorBaseline baseline,
            Map<String, List<FinishedCell>> cells,
            BitSet common) {
        Map<String, Double> errors = new LinkedHashMap<>();
        double clean = 0;
        if (baseline instanceof ErrorBaseline.AlexNet) {
            clean = ErrorBaseline.AlexNet.CLEAN / PERCENT;
            for (Map.Entry<String, List<FinishedCell>> row : cells.entrySet()) {
                double sum = 0;
                for (FinishedCell cell : row.getValue()) {
                    sum += ErrorBaseline.AlexNet.error(row.getKey(), cell.severity())
                            .orElse(0);
                }
                errors.put(row.getKey(), sum / PERCENT / row.getValue().size());
            }
        } else if (baseline instanceof ErrorBaseline.Model other) {
            clean = error(result.cell(other.model(), FinishedCell.CLEAN, 0).orElseThrow(), common);
            cells(result, other.model(), suite)
                    .forEach((corruption, row) -> errors.put(
                            corruption,
                            row.stream()
                                    .mapToDouble(cell -> error(cell, common))
                                    .average()
                                    .orElse(0)));
        }
        return errors.containsValue(0.0) ? Optional.empty() : Optional.of(new Denominators(errors, clean));
    }

    /** Mean errors of a baseline, and its error on clean pictures. */
    private record Denominators(Map<String, Double> errors, double clean) {
        double of(String corruption) {
            return errors.getOrDefault(corruption, 1.0);
        }

        /** Whether each corruption costs the baseline something, so that relative errors have a denominator. */
        boolean haveRelative() {
            return !errors.isEmpty() && errors.values().stream().allMatch(error -> error > clean);
        }
    }

    private static SuiteError of(
            TestedModel model,
            Suite suite,
            ErrorBaseline baseline,
            Map<String, List<FinishedCell>> cells,
            FinishedCell clean,
            BitSet common,
            Denominators denominators) {
        double[] weights = new double[clean.rows()];
        double relative = 0;
        double cleanError = error(clean, common);
        for (Map.Entry<String, List<FinishedCell>> row : cells.entrySet()) {
            double denominator = denominators.of(row.getKey());
            double mean = 0;
            for (FinishedCell cell : row.getValue()) {
                BitSet wrong = (BitSet) common.clone();
                wrong.andNot(cell.right());
                double share = 1 / (denominator * row.getValue().size() * cells.size());
                wrong.stream().forEach(picture -> weights[picture] += share);
                mean += error(cell, common) / row.getValue().size();
            }
            relative += (mean - cleanError) / (denominator - denominators.clean()) / cells.size();
        }
        double[] values = common.stream().mapToDouble(row -> weights[row]).toArray();
        double value = mean(values);
        boolean fixed = !(baseline instanceof ErrorBaseline.Model);
        return new SuiteError(
                model.title(),
                suite,
                baseline,
                cells.size(),
                values.length,
                value,
                fixed && values.length > 1 ? Optional.of(interval(values, value)) : Optional.empty(),
                denominators.haveRelative() ? OptionalDouble.of(relative) : OptionalDouble.empty(),
                denominators.errors());
    }

    private static double error(FinishedCell cell, BitSet common) {
        BitSet wrong = (BitSet) common.clone();
        wrong.andNot(cell.right());
        return (double) wrong.cardinality() / common.cardinality();
    }

    private static double mean(double... values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Interval interval(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double half = Z * Math.sqrt(squares / (values.length - 1) / values.length);
        return new Interval(Math.max(0, mean - half), mean + half);
    }
}
