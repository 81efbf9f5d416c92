package io.pokeai.aug.evaluation.compare;

import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.scores.ClassCounts;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.evaluation.statistics.Sample;
import io.pokeai.engine.api.EngineException;
import java.util.stream.IntStream;

/**
 * The difference of two models' macro F1 on the same rows.
 *
 * <p>The interval is the percentile interval of a bootstrap of the rows, not stratified, both models drawn together. The p value
 * is that of a permutation test of "the models are exchangeable": the answers of each row are swapped with probability one half,
 * and {@code p = (1 + #{|Δ*| ≥ |Δ|}) / (1 + draws)}.
 *
 * <p><b>Source</b> Good, <i>Permutation, parametric and bootstrap tests of hypotheses</i> (2005); Phipson, Smyth, <i>Permutation
 * p-values should never be zero</i>, SAGMB 9 (2010), for the 1.
 *
 * @param difference macro F1 of the first model minus that of the second
 * @param interval of the difference, at 95 %
 * @param p of the permutation test
 */
public record MacroF1Difference(double difference, Interval interval, double p) {
    /** Differences this close are equal: only the order of summation differs. */
    private static final double ROUNDING = 1e-12;

    /** @throws EngineException {@code INVALID_ARGUMENT} when the rows are not the same */
    public static MacroF1Difference of(Answers first, Answers second, Draws draws) {
        requireSameRows(first, second);
        Pair pair = new Pair(first, second);
        double difference = pair.observed();
        double[] drawn = IntStream.range(0, draws.count())
                .mapToDouble(draw -> pair.resampled(draws.stream(draw)))
                .toArray();
        long extreme = IntStream.range(0, draws.count())
                .mapToDouble(draw -> pair.swapped(draws.stream(-1 - draw))) // streams that the bootstrap does not use
                .filter(one -> Math.abs(one) >= Math.abs(difference) - ROUNDING)
                .count();
        return new MacroF1Difference(
                difference, Sample.of(drawn).percentile(), (1.0 + extreme) / (1.0 + draws.count()));
    }

    private static void requireSameRows(Answers first, Answers second) {
        boolean same = first.size() == second.size()
                && first.classes().equals(second.classes())
                && IntStream.range(0, first.size()).allMatch(row -> first.truth(row) == second.truth(row));
        if (!same) {
            throw EngineException.invalidArgument(
                    "Two models were compared on different rows: " + first.size() + " and " + second.size()
                            + ", or with other classes.",
                    "Compare answers for the same split.");
        }
    }

    /** Two models whose counts are filled again and again. */
    private static final class Pair {
        private final Answers first;
        private final Answers second;
        private final ClassCounts ofFirst;
        private final ClassCounts ofSecond;

        Pair(Answers first, Answers second) {
            this.first = first;
            this.second = second;
            ofFirst = new ClassCounts(first.classes().size());
            ofSecond = new ClassCounts(first.classes().size());
        }

        double observed() {
            clear();
            for (int row = 0; row < first.size(); row++) {
                add(row, false);
            }
            return difference();
        }

        double resampled(Draws.Stream random) {
            clear();
            for (int i = 0; i < first.size(); i++) {
                add(random.index(i, first.size()), false);
            }
            return difference();
        }

        double swapped(Draws.Stream random) {
            clear();
            long bits = 0;
            for (int row = 0; row < first.size(); row++) {
                bits = row % Long.SIZE == 0 ? random.bits(row / Long.SIZE) : bits >>> 1;
                add(row, (bits & 1) == 1);
            }
            return difference();
        }

        private void clear() {
            ofFirst.clear();
            ofSecond.clear();
        }

        private void add(int row, boolean swap) {
            (swap ? ofSecond : ofFirst).add(first.truth(row), first.predicted(row));
            (swap ? ofFirst : ofSecond).add(first.truth(row), second.predicted(row));
        }

        private double difference() {
            return ofFirst.macroF1() - ofSecond.macroF1();
        }
    }
}
