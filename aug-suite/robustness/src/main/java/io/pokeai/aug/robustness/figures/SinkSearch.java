package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.compare.BenjaminiHochberg;
import io.pokeai.aug.evaluation.statistics.FisherExact;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.metrics.Cell;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the classes that wrong answers turn into: those that are a larger share of the wrong answers of a cell than of the wrong
 * answers about clean pictures.
 *
 * <p>The shares are compared by Fisher's exact test. A picture that is wrong in both counts in both shares, which makes them more
 * equal: false alarms are rarer than the test says.
 */
final class SinkSearch {
    /** Added to the count of each class, so that an index exists where a class was never answered (Krichevsky, Trofimov 1981). */
    private static final double ADDED = 0.5;

    private final LabelledRows rows;
    private final List<String> names;
    private final int[] clean;
    private final int cleanWrong;

    SinkSearch(LabelledRows rows, List<String> names, FinishedCell clean) {
        this.rows = rows;
        this.names = List.copyOf(names);
        this.clean = wrongAnswers(clean);
        this.cleanWrong = sum(this.clean);
    }

    /** Of each cell the class with the most wrong answers, and every sink. */
    List<ErrorSink> find(List<FinishedCell> cells) {
        List<ErrorSink> tested = new ArrayList<>();
        for (FinishedCell cell : cells) {
            int[] wrong = wrongAnswers(cell);
            int all = sum(wrong);
            int first = most(wrong);
            for (int label = 0; label < wrong.length; label++) {
                if (all > 0 && wrong[label] + clean[label] > 0) {
                    tested.add(tested(cell, label, new Proportion(wrong[label], all), label == first));
                }
            }
        }
        double[] adjusted = BenjaminiHochberg.adjusted(
                tested.stream().mapToDouble(ErrorSink::p).toArray());
        List<ErrorSink> sinks = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            ErrorSink sink = tested.get(i).adjusted(adjusted[i]);
            if (sink.first() || sink.isSink()) {
                sinks.add(sink);
            }
        }
        sinks.sort(Comparator.comparingDouble(ErrorSink::p));
        return sinks;
    }

    private ErrorSink tested(FinishedCell cell, int label, Proportion wrong, boolean first) {
        double half = ADDED * names.size();
        double share = (wrong.count() + ADDED) / (wrong.total() + half);
        double before = (clean[label] + ADDED) / (cleanWrong + half);
        double p = FisherExact.larger(wrong.count(), wrong.total(), clean[label], cleanWrong);
        return new ErrorSink(
                names.get(label),
                new Cell(cell.augmentation(), cell.severity()),
                wrong,
                cleanWrong == 0 ? Optional.empty() : Optional.of(new Proportion(clean[label], cleanWrong)),
                share / before,
                p,
                p,
                first);
    }

    /** How often each class is a wrong answer. */
    private int[] wrongAnswers(FinishedCell cell) {
        int[] counts = new int[names.size()];
        BitSet right = cell.right();
        for (int i = 0; i < rows.size(); i++) {
            if (!right.get(rows.row(i))) {
                counts[cell.predicted(rows.row(i))]++;
            }
        }
        return counts;
    }

    private static int sum(int... counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static int most(int... counts) {
        int most = 0;
        for (int label = 1; label < counts.length; label++) {
            most = counts[label] > counts[most] ? label : most;
        }
        return most;
    }
}
