package io.pokeai.aug.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Flips, distances and intervals of made-up logits against a program in Python that follows ImageNet-P's test.py: SciPy's {@code
 * rankdata(-logits, method="ordinal")}, {@code cum_sum_top5}, NumPy's means and deviations.
 */
class PictureFlipsTest {
    private static final int PICTURES = 6;
    private static final int FRAMES = 31;
    private static final int CLASSES = 12;
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    /** As the Python program makes them; many are equal. */
    private static float[] logits(int picture, int frame) {
        float[] logits = new float[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            logits[k] = mixed(picture + 1, k + 1) % 200 + mixed(picture + 1, frame + 1, k + 1) % 60;
        }
        return logits;
    }

    private static long mixed(int... values) {
        long x = 0;
        for (int value : values) {
            x = ((x ^ value) * 2654435761L + 97) & 0xFFFFFFFFL;
            x ^= x >>> 15;
        }
        return x;
    }

    @Test
    void theLogitsAreThoseOfThePythonProgram() {
        assertThat(logits(0, 0)).containsExactly(180, 92, 8, 156, 100, 184, 180, 103, 65, 36, 132, 115);
    }

    @Test
    void noiseIsComparedWithTheFirstFrame() {
        check(
                new FramePairs(FRAMES, true),
                1,
                List.of(30, 9, 29, 5, 10, 10),
                List.of(164, 93, 246, 87, 135, 153),
                new double[] {0.5166666666666667, 0.22315640967318234, 0.810176923660151},
                new double[] {4.877777777777777, 3.3325044126056196, 6.4230511429499355});
    }

    @Test
    void otherFramesAreComparedWithTheOneBeforeThem() {
        check(
                new FramePairs(FRAMES, false),
                1,
                List.of(14, 11, 22, 10, 14, 15),
                List.of(122, 115, 248, 114, 123, 107),
                new double[] {0.4777777777777777, 0.36503908920740175, 0.5905164663481537},
                new double[] {4.605555555555556, 3.1619847885366736, 6.0491263225744385});
    }

    @Test
    void atLargerStepsAllInterleavedSubsequencesCount() {
        check(
                new FramePairs(FRAMES, false),
                2,
                List.of(10, 12, 21, 4, 13, 10),
                List.of(115, 120, 235, 85, 134, 100),
                new double[] {0.40229885057471265, 0.24950433910124506, 0.5550933620481803},
                new double[] {4.5344827586206895, 3.0600819846822516, 6.008883532559127});
        check(
                new FramePairs(FRAMES, false),
                3,
                List.of(15, 11, 18, 8, 14, 13),
                List.of(129, 116, 202, 91, 114, 93),
                new double[] {0.4702380952380953, 0.3722121226793101, 0.5682640677968805},
                new double[] {4.434523809523809, 3.268613798791841, 5.600433820255778});
    }

    private static void check(
            FramePairs pairs,
            int step,
            List<Integer> flips,
            List<Integer> distances,
            double[] probability,
            double[] distance) {
        List<PictureFlips> all = new ArrayList<>();
        for (int picture = 0; picture < PICTURES; picture++) {
            List<int[]> tops = new ArrayList<>();
            for (int frame = 0; frame < FRAMES; frame++) {
                tops.add(TopFive.of(logits(picture, frame)));
            }
            all.add(PictureFlips.of(tops, pairs));
        }
        assertThat(all).extracting(one -> one.flips().get(step - 1)).isEqualTo(flips);
        assertThat(all).extracting(one -> one.distances().get(step - 1)).isEqualTo(distances);
        double n = pairs.pairs(step);
        same(BoundedMean.of(1, flips.stream().mapToDouble(f -> f / n).toArray()), probability);
        same(BoundedMean.of(15, distances.stream().mapToDouble(d -> d / n).toArray()), distance);
    }

    private static void same(BoundedMean mean, double[] expected) {
        assertThat(mean.value()).isCloseTo(expected[0], ROUNDING);
        assertThat(mean.interval().orElseThrow().low()).isCloseTo(expected[1], ROUNDING);
        assertThat(mean.interval().orElseThrow().high()).isCloseTo(expected[2], ROUNDING);
    }

    @Test
    void noiseKnowsOneStepAndShortSequencesFewerThanThree() {
        assertThat(new FramePairs(31, true).steps()).isEqualTo(1);
        assertThat(new FramePairs(41, false).steps()).isEqualTo(3);
        assertThat(new FramePairs(41, false).pairs(3)).isEqualTo(38);
        assertThat(new FramePairs(2, false).steps()).isEqualTo(1);
    }

    @Test
    void equalScoresAreInClassOrderAndFewClassesAreAllThereIs() {
        assertThat(TopFive.of(1, 3, 3, 0, 3, 2, 9)).containsExactly(6, 1, 2, 4, 5);
        assertThat(TopFive.of(0, 0, 0, 0, 0, 0, 0)).containsExactly(0, 1, 2, 3, 4);
        assertThat(TopFive.of(0.2f, 0.5f)).containsExactly(1, 0);
        assertThat(TopFive.of(5, 4, 3, 2, 1, 0)).containsExactly(0, 1, 2, 3, 4);
        assertThat(TopFive.of(0, 1, 2, 3, 4, 5)).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void theFarthestListsShareNoClass() {
        assertThat(TopFive.distance(new int[] {0, 1, 2, 3, 4}, new int[] {5, 6, 7, 8, 9}))
                .isEqualTo(TopFive.FARTHEST);
        assertThat(TopFive.distance(new int[] {0, 1, 2, 3, 4}, new int[] {0, 1, 2, 3, 4}))
                .isZero();
        assertThat(TopFive.distance(new int[] {0, 1}, new int[] {1, 0})).isEqualTo(2);
    }

    /** No flip in 40 pictures does not mean that there is none: at most 8.8 % of the pictures flip, says Wilson's interval. */
    @Test
    void anIntervalHasAWidthAlsoWhereNothingFlips() {
        BoundedMean none = BoundedMean.of(15, new double[40]);
        assertThat(none.value()).isZero();
        assertThat(none.interval().orElseThrow().low()).isZero();
        assertThat(none.interval().orElseThrow().high())
                .isCloseTo(15 * 3.841459 / (40 + 3.841459), Offset.offset(1e-4));
        assertThat(BoundedMean.of(1, 0.5).interval()).isEmpty();
        assertThat(BoundedMean.of(1, 0, 0, 0, 0.1).interval().orElseThrow().low())
                .isZero();
    }
}
