package io.pokeai.aug.robustness.report;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.metrics.BaselineRatio;
import io.pokeai.aug.robustness.metrics.Cell;
import io.pokeai.aug.robustness.metrics.CellAnswers;
import io.pokeai.aug.robustness.metrics.CorruptionMetric;
import io.pokeai.aug.robustness.metrics.Denominator;
import io.pokeai.aug.robustness.metrics.Denominators;
import io.pokeai.aug.robustness.metrics.Estimate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The error of a model over the corruptions of a suite, and what it is divided by. Only pictures count that count in each of the
 * cells.
 *
 * @param model its name
 * @param baseline what errors are divided by
 * @param measure what the figure is; never "mCE" alone
 * @param corruptions how many count
 * @param pictures how many count
 * @param value 0…1 without a baseline; with one, 1 is as many errors as the baseline makes
 * @param interval at 95 %; needs two pictures
 * @param relative the same of the errors beyond those on clean pictures; empty without a baseline, and where the baseline makes no
 *     such errors
 * @param denominators the mean error of the baseline for each corruption, 0…1; empty without a baseline
 */
public record SuiteError(
        String model,
        Suite suite,
        ErrorBaseline baseline,
        String measure,
        int corruptions,
        int pictures,
        double value,
        Optional<Interval> interval,
        Optional<Estimate> relative,
        SortedMap<String, Denominator> denominators) {

    /** Whether every corruption of the suite that counts in means was run. */
    public boolean isWhole() {
        return corruptions == suite.inMeans();
    }

    /**
     * The error of a model; empty when it is not {@linkplain #isDefined defined}, when the baseline makes no error under one of the
     * corruptions, and when no picture counts in all cells.
     */
    public static Optional<SuiteError> of(
            RobustnessResult result, TestedModel model, Suite suite, ErrorBaseline baseline) {
        return isDefined(result.plan(), suite, baseline)
                ? of(result, model, suite, baseline, Set.of())
                : Optional.empty();
    }

    /**
     * The same figure without some corruptions, such as those that resemble the training of the model; empty when none is left.
     *
     * @param result that this error was made of
     */
    public Optional<SuiteError> without(RobustnessResult result, Set<String> leftOut) {
        TestedModel tested = result.plan().models().stream()
                .filter(one -> one.title().equals(model))
                .findFirst()
                .orElseThrow();
        return counting(result.plan(), suite, leftOut).isEmpty()
                ? Optional.empty()
                : of(result, tested, suite, baseline, leftOut);
    }

    private static Optional<SuiteError> of(
            RobustnessResult result, TestedModel model, Suite suite, ErrorBaseline baseline, Set<String> without) {
        List<TestedModel> models = new ArrayList<>(List.of(model));
        if (baseline instanceof ErrorBaseline.TestedBaseline tested) {
            models.add(tested.model());
        }
        BitSet common = common(result, suite, without, models);
        if (common.isEmpty()) {
            return Optional.empty();
        }
        CellAnswers answers = answers(result, suite, without, model, common);
        if (baseline instanceof ErrorBaseline.TestedBaseline tested) {
            return ratio(suite, baseline, answers, answers(result, suite, without, tested.model(), common));
        }
        Denominators denominators = baseline instanceof ErrorBaseline.None
                ? Denominators.none(answers.cells())
                : Denominators.alexNet().only(corruptions(answers));
        CorruptionMetric metric = new CorruptionMetric(denominators, false);
        Optional<Estimate> relative = denominators.normalise() && answers.pictures() > 1
                ? Optional.of(new CorruptionMetric(denominators, true).of(answers))
                : Optional.empty();
        Optional<Interval> interval = answers.pictures() > 1
                ? Optional.of(possible(metric.of(answers).interval(), denominators.normalise()))
                : Optional.empty();
        return Optional.of(new SuiteError(
                answers.model(),
                suite,
                baseline,
                metric.name(),
                denominators.byCorruption().size(),
                answers.pictures(),
                metric.of(answers.errors()),
                interval,
                relative,
                denominators.normalise() ? denominators.byCorruption() : new TreeMap<>()));
    }

    /** With few pictures a normal interval reaches beyond what an error can be. */
    private static Interval possible(Interval interval, boolean normalised) {
        return new Interval(Math.max(0, interval.low()), normalised ? interval.high() : Math.min(1, interval.high()));
    }

    private static Optional<SuiteError> ratio(
            Suite suite, ErrorBaseline baseline, CellAnswers answers, CellAnswers base) {
        Map<Cell, Double> errors = base.errors();
        SortedMap<String, Double> sums = new TreeMap<>();
        errors.forEach((cell, error) -> sums.merge(cell.augmentation(), error, Double::sum));
        sums.remove(FinishedCell.CLEAN);
        if (sums.containsValue(0.0)) {
            return Optional.empty();
        }
        Denominators denominators = Denominators.of(base);
        Estimate estimate = BaselineRatio.of(answers, base, false, Draws.DEFAULT);
        double clean = denominators.cleanError().orElse(1);
        boolean rises =
                denominators.byCorruption().values().stream().allMatch(denominator -> denominator.meanError() > clean);
        return Optional.of(new SuiteError(
                answers.model(),
                suite,
                baseline,
                new CorruptionMetric(denominators, false).name(),
                denominators.byCorruption().size(),
                answers.pictures(),
                estimate.value(),
                Optional.of(estimate.interval()),
                rises ? Optional.of(BaselineRatio.of(answers, base, true, Draws.DEFAULT)) : Optional.empty(),
                denominators.byCorruption()));
    }

    private static Set<String> corruptions(CellAnswers answers) {
        return answers.cells().stream()
                .filter(cell -> !cell.equals(Cell.CLEAN))
                .map(Cell::augmentation)
                .collect(Collectors.toSet());
    }

    /**
     * Whether a plan has what the figure is made of: with a baseline every corruption of the suite that counts in means, at every
     * severity.
     */
    public static boolean isDefined(RobustnessPlan plan, Suite suite, ErrorBaseline baseline) {
        List<PlannedCorruption> counting = counting(plan, suite, Set.of());
        if (baseline instanceof ErrorBaseline.None) {
            return !counting.isEmpty();
        }
        return counting.size() == suite.inMeans()
                && counting.stream().allMatch(SuiteError::isAtEverySeverity)
                && (suite == Suite.IMAGENET_C || !(baseline instanceof ErrorBaseline.PublishedAlexNet));
    }

    private static List<PlannedCorruption> counting(RobustnessPlan plan, Suite suite, Set<String> without) {
        return plan.corruptions().stream()
                .filter(corruption -> suite.countsInMeans(corruption.id()) && !without.contains(corruption.name()))
                .toList();
    }

    private static boolean isAtEverySeverity(PlannedCorruption corruption) {
        return corruption.augmentation().stream()
                .allMatch(known ->
                        known.info().severities() == corruption.severities().size());
    }

    /** The cells that the figure is made of, clean pictures among them. */
    private static List<FinishedCell> cells(
            RobustnessResult result, Suite suite, Set<String> without, TestedModel model) {
        List<FinishedCell> cells = new ArrayList<>();
        result.cell(model, FinishedCell.CLEAN, 0).ifPresent(cells::add);
        for (PlannedCorruption corruption : counting(result.plan(), suite, without)) {
            for (int severity : corruption.severities()) {
                result.cell(model, corruption.name(), severity).ifPresent(cells::add);
            }
        }
        return cells;
    }

    /** The rows that count in all cells of all models. */
    private static BitSet common(RobustnessResult result, Suite suite, Set<String> without, List<TestedModel> models) {
        BitSet common = new BitSet();
        common.set(0, result.cells().get(0).rows());
        models.forEach(model -> cells(result, suite, without, model).forEach(cell -> common.and(cell.counted())));
        return common;
    }

    private static CellAnswers answers(
            RobustnessResult result, Suite suite, Set<String> without, TestedModel model, BitSet common) {
        int[] rows = common.stream().toArray();
        Map<Cell, BitSet> right = new TreeMap<>();
        for (FinishedCell cell : cells(result, suite, without, model)) {
            BitSet known = cell.right();
            BitSet bits = new BitSet(rows.length);
            for (int i = 0; i < rows.length; i++) {
                bits.set(i, known.get(rows[i]));
            }
            right.put(new Cell(cell.augmentation(), cell.severity()), bits);
        }
        return CellAnswers.of(model.title(), rows.length, right);
    }
}
