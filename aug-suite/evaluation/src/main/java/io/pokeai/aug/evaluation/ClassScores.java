package io.pokeai.aug.evaluation;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Precision, recall and F1 of each class and their means, as scikit-learn's {@code precision_recall_fscore_support} with
 * {@code zero_division=0} has them: 0 / 0 is 0.
 *
 * <p><b>Source</b> scikit-learn 1.9, sklearn/metrics/_classification.py.<br>
 * <b>Threads</b> immutable.
 *
 * @param matrix that it follows from
 */
public record ClassScores(ConfusionMatrix matrix) {
    /** The scores of one class. */
    public record Scores(double precision, double recall, double f1, int support) {}

    /** The scores of a class. */
    public Scores of(int index) {
        int right = matrix.count(index, index);
        int support = matrix.support(index);
        int answered = matrix.predictions(index);
        return new Scores(
                ratio(right, answered), ratio(right, support), ratio(2.0 * right, support + answered), support);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** Right answers of all; 0 without pictures. */
    public double accuracy() {
        return ratio(matrix.correct(), matrix.total());
    }

    /** The mean of the classes' F1 over those that occur in truth or answers: scikit-learn's {@code f1_score(macro)}. */
    public double macroF1() {
        return mean(Scores::f1, matrix.present());
    }

    /** The mean of the classes' precision over those that occur. */
    public double macroPrecision() {
        return mean(Scores::precision, matrix.present());
    }

    /** The mean of the classes' recall over those that occur. */
    public double macroRecall() {
        return mean(Scores::recall, matrix.present());
    }

    /** The mean of the recall over the classes that occur in the truth: scikit-learn's {@code balanced_accuracy_score}. */
    public double balancedAccuracy() {
        return mean(
                Scores::recall,
                Arrays.stream(matrix.present())
                        .filter(k -> matrix.support(k) > 0)
                        .toArray());
    }

    /** The mean over all classes of the list, also those that do not occur: what a report's table shows. */
    public Scores macroOverAll() {
        int[] all = all();
        return new Scores(
                mean(Scores::precision, all), mean(Scores::recall, all), mean(Scores::f1, all), matrix.total());
    }

    /** The mean over all classes, each as often as it has pictures. */
    public Scores weighted() {
        return new Scores(weighted(Scores::precision), weighted(Scores::recall), weighted(Scores::f1), matrix.total());
    }

    private double weighted(ToDoubleFunction<Scores> value) {
        double[] weights = IntStream.of(all()).mapToDouble(matrix::support).toArray();
        double[] products = IntStream.of(all())
                .mapToDouble(k -> value.applyAsDouble(of(k)) * weights[k])
                .toArray();
        return ratio(PairwiseSum.of(products), PairwiseSum.of(weights));
    }

    private double mean(ToDoubleFunction<Scores> value, int[] classes) {
        return classes.length == 0
                ? 0
                : PairwiseSum.mean(IntStream.of(classes)
                        .mapToDouble(k -> value.applyAsDouble(of(k)))
                        .toArray());
    }

    private int[] all() {
        return IntStream.range(0, matrix.classes().size()).toArray();
    }
}
