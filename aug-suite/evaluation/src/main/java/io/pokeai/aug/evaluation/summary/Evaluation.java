package io.pokeai.aug.evaluation.summary;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.aug.evaluation.calibration.Calibration;
import io.pokeai.aug.evaluation.labels.LabelIssues;
import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.scores.ClassTable;
import io.pokeai.aug.evaluation.scores.ConfusedPair;
import io.pokeai.aug.evaluation.scores.FoldDisagreement;
import io.pokeai.aug.evaluation.scores.ProbabilityScores;
import io.pokeai.aug.evaluation.scores.TopK;
import io.pokeai.aug.evaluation.selective.RiskCoverage;
import io.pokeai.aug.evaluation.statistics.Proportion;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Everything about a model's answers on one split.
 *
 * <pre>{@code
 * Evaluation evaluation = Evaluation.of(predictions, EvaluationOptions.DEFAULT).withTwins(twins::get);
 * evaluation.accuracy().wilson();
 * evaluation.writeJson(writer);
 * }</pre>
 *
 * <p><b>Memory</b> 29 bytes a row while it is kept, 64 MB more and the draws while it is made, whatever the number of classes.<br>
 * <b>Threads</b> immutable.
 *
 * @param model the name of the model
 * @param options how it was done
 * @param answers what was kept of each row
 * @param scores precision, recall and F1
 * @param probability log loss and Brier score
 * @param classes the table of classes
 * @param confusions which class was taken for which, the most frequent first
 * @param calibration bins and errors of confidence
 * @param risk by coverage
 * @param disagreement of the folds; empty for a single model
 * @param resampled intervals of the bootstrap
 * @param leakAdjusted accuracy with and without twins in the training rows; empty when twins were not looked for
 * @param labelIssues labels that may be wrong; empty when they were not looked for
 * @param run what was run on what
 */
public record Evaluation(
        String model,
        EvaluationOptions options,
        Answers answers,
        ClassScores scores,
        ProbabilityScores probability,
        ClassTable classes,
        List<ConfusedPair> confusions,
        Calibration calibration,
        RiskCoverage risk,
        Optional<FoldDisagreement> disagreement,
        Resampled resampled,
        Optional<LeakAdjusted> leakAdjusted,
        Optional<LabelIssues> labelIssues,
        RunFacts run) {
    /** The list is copied. */
    public Evaluation {
        confusions = List.copyOf(confusions);
    }

    /**
     * Evaluates predictions.
     *
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} without rows, or when a probability is not a
     *     number from 0 to 1
     */
    public static Evaluation of(Predictions predictions, EvaluationOptions options) {
        Answers answers = Answers.of(predictions);
        return new Evaluation(
                predictions.model(),
                options,
                answers,
                new ClassScores(answers.confusion()),
                ProbabilityScores.of(answers),
                ClassTable.of(predictions),
                ConfusedPair.of(answers),
                Calibration.of(answers, options.bins()),
                RiskCoverage.of(answers),
                FoldDisagreement.of(predictions),
                new Resampling(answers, options.draws()).intervals(),
                Optional.empty(),
                Optional.empty(),
                RunFacts.UNKNOWN);
    }

    /** Right answers of all. */
    public Proportion accuracy() {
        return topK(1).hits();
    }

    /** How often the true class is among the first k. */
    public TopK topK(int k) {
        return TopK.of(answers, k);
    }

    /**
     * The same, with the leak-adjusted accuracy.
     *
     * @param twin whether the training rows have a twin of a row's picture
     */
    public Evaluation withTwins(IntPredicate twin) {
        return with(Optional.of(LeakAdjusted.of(answers, twin)), labelIssues, run);
    }

    /** The same, with the labels that may be wrong. */
    public Evaluation withLabelIssues(LabelIssues issues) {
        return with(leakAdjusted, Optional.of(issues), run);
    }

    /** The same, with what was run. */
    public Evaluation withRun(RunFacts facts) {
        return with(leakAdjusted, labelIssues, facts);
    }

    private Evaluation with(Optional<LeakAdjusted> leak, Optional<LabelIssues> issues, RunFacts facts) {
        return new Evaluation(
                model,
                options,
                answers,
                scores,
                probability,
                classes,
                confusions,
                calibration,
                risk,
                disagreement,
                resampled,
                leak,
                issues,
                facts);
    }

    /**
     * Writes {@code evaluation_<model>.json}, as docs/evaluation-json.md describes it. The same evaluation gives the same bytes.
     *
     * @param writer stays open
     */
    public void writeJson(Writer writer) throws IOException {
        new EvaluationJson(this).write(writer);
    }
}
