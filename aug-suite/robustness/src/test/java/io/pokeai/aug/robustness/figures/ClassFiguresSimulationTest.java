package io.pokeai.aug.robustness.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.FinishedCell;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether lists of classes have as few false names, and intervals hold as often, as they say. */
class ClassFiguresSimulationTest {
    private static final int CLASSES = 30;
    private static final List<String> NAMES =
            IntStream.range(0, CLASSES).mapToObj(k -> "c" + k).toList();

    /** Of 1 to {@code most} pictures each. */
    private static LabelledRows rows(Random random, int most) {
        int[] truth = IntStream.range(0, CLASSES)
                .flatMap(k -> IntStream.generate(() -> k).limit(1 + random.nextInt(most)))
                .toArray();
        return new LabelledRows(IntStream.range(0, truth.length).toArray(), truth, CLASSES);
    }

    /** Of whole numbers: one of ordered uniform numbers. */
    private static double beta(Random random, int a, int b) {
        double[] uniform = random.doubles(a + b - 1L).sorted().toArray();
        return uniform[a - 1];
    }

    @ParameterizedTest
    @CsvSource({"15, 8, 2, 3, 3, 1, 9", "60, 8, 2, 3, 3, 1, 9", "15, 2, 2, 8, 1, 1, 9", "15, 20, 2, 1, 4, 3, 3"})
    @Tag("slow")
    void intervalsHoldTheTrueFallAsOftenAsTheySay(int most, int ra, int rb, int ba, int bb, int ma, int mb) {
        double share = coverage(400, most, ra, rb, ba, bb, ma, mb);
        assertThat(share).isBetween(0.93, 0.97);
    }

    @Test
    void intervalsHoldTheTrueFallInAShortSimulation() {
        assertThat(coverage(40, 15, 8, 2, 3, 3, 1, 9)).isBetween(0.91, 0.98);
    }

    private static double coverage(int runs, int most, int ra, int rb, int ba, int bb, int ma, int mb) {
        Random random = new Random(11);
        int held = 0;
        for (int run = 0; run < runs; run++) {
            LabelledRows rows = rows(random, most);
            double[] recall = new double[CLASSES];
            double[] breaks = new double[CLASSES];
            double[] mends = new double[CLASSES];
            for (int k = 0; k < CLASSES; k++) {
                recall[k] = beta(random, ra, rb);
                breaks[k] = beta(random, ba, bb);
                mends[k] = beta(random, ma, mb);
            }
            boolean[] clean = new boolean[rows.size()];
            boolean[] corrupted = new boolean[rows.size()];
            for (int i = 0; i < clean.length; i++) {
                int k = rows.truth(i);
                clean[i] = random.nextDouble() < recall[k];
                corrupted[i] = clean[i] ? random.nextDouble() >= breaks[k] : random.nextDouble() < mends[k];
            }
            Measured[] falls = new RecallFalls(rows, clean).to(corrupted);
            for (int k = 0; k < CLASSES; k++) {
                double fall = recall[k] * breaks[k] - (1 - recall[k]) * mends[k];
                held += falls[k].interval().orElseThrow().contains(fall) ? 1 : 0;
            }
        }
        return (double) held / (runs * CLASSES);
    }

    @Test
    @Tag("slow")
    void classesOfPermutedPicturesAreFragileInAtMostFivePercentOfRuns() {
        assertFewAlarms(1000);
    }

    @Test
    void classesOfPermutedPicturesAreSeldomFragileInAShortSimulation() {
        assertFewAlarms(40);
    }

    private static void assertFewAlarms(int runs) {
        Random random = new Random(5);
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            LabelledRows rows = rows(random, 15);
            int[] truth = IntStream.range(0, rows.size()).map(rows::truth).toArray();
            shuffle(random, truth);
            LabelledRows permuted =
                    new LabelledRows(IntStream.range(0, truth.length).toArray(), truth, CLASSES);
            boolean[] clean = new boolean[truth.length];
            BitSet[] right = {new BitSet(), new BitSet()};
            for (int i = 0; i < truth.length; i++) {
                double hard = random.nextDouble();
                clean[i] = hard < 0.8;
                right[0].set(i, hard < 0.6 + 0.1 * random.nextGaussian());
                right[1].set(i, hard < 0.4 + 0.1 * random.nextGaussian());
            }
            List<ClassFigures> figures = new ClassFalls(permuted, NAMES, clean)
                    .figures(Map.of("fog", List.of(cell("fog", 1, right[0], truth), cell("fog", 2, right[1], truth))));
            alarms +=
                    figures.stream().flatMap(one -> one.corruptions().stream()).anyMatch(ClassFragility::isFragile)
                            ? 1
                            : 0;
        }
        // 5 % and two standard errors
        assertThat(alarms / (double) runs).isLessThanOrEqualTo(0.05 + 2 * Math.sqrt(0.05 * 0.95 / runs));
    }

    @Test
    void aModelThatAnswersOneClassInFogHasItAsTheFirstSink() {
        Random random = new Random(3);
        LabelledRows rows = rows(random, 12);
        FinishedCell clean = answers(random, rows, "clean", 0, 0.2, -1);
        List<ErrorSink> sinks = new SinkSearch(rows, NAMES, clean)
                .find(List.of(
                        answers(random, rows, "snow", 1, 0.4, -1),
                        answers(random, rows, "fog", 1, 0.4, 17),
                        answers(random, rows, "fog", 2, 0.6, 17)));
        assertThat(sinks.get(0).className()).isEqualTo("c17");
        assertThat(sinks.get(0).cell().augmentation()).isEqualTo("fog");
        assertThat(sinks.stream().filter(ErrorSink::isSink))
                .allSatisfy(sink -> assertThat(sink.className()).isEqualTo("c17"))
                .allSatisfy(sink -> assertThat(sink.cell().augmentation()).isEqualTo("fog"));
        assertThat(sinks.get(0).index()).isGreaterThan(3);
    }

    @Test
    void corruptionsThatChangeNoAnswerHaveSinksInAtMostFivePercentOfRuns() {
        Random random = new Random(8);
        int runs = 200;
        int alarms = 0;
        for (int run = 0; run < runs; run++) {
            LabelledRows rows = rows(random, 12);
            List<ErrorSink> sinks = new SinkSearch(rows, NAMES, answers(random, rows, "clean", 0, 0.3, -1))
                    .find(List.of(answers(random, rows, "fog", 1, 0.5, -1), answers(random, rows, "snow", 1, 0.7, -1)));
            alarms += sinks.stream().anyMatch(ErrorSink::isSink) ? 1 : 0;
        }
        assertThat(alarms / (double) runs).isLessThanOrEqualTo(0.05 + 2 * Math.sqrt(0.05 * 0.95 / runs));
    }

    /** @param sink the class of two thirds of the wrong answers; −1: none; small indices are always likelier */
    private static FinishedCell answers(
            Random random, LabelledRows rows, String name, int severity, double wrong, int sink) {
        int[] predicted = new int[rows.size()];
        BitSet right = new BitSet();
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = rows.truth(i);
            if (random.nextDouble() < wrong) {
                predicted[i] = sink >= 0 && random.nextDouble() < 2 / 3.0
                        ? sink
                        : (int) (CLASSES * random.nextDouble() * random.nextDouble());
            }
            right.set(i, predicted[i] == rows.truth(i));
        }
        return cell(name, severity, right, predicted);
    }

    private static FinishedCell cell(String name, int severity, BitSet right, int... predicted) {
        BitSet counted = new BitSet();
        counted.set(0, predicted.length);
        return new FinishedCell("m", name, severity, new CellKey(Map.of()), counted, right, predicted);
    }

    private static void shuffle(Random random, int... values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
