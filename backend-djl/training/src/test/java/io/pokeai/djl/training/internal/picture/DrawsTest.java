package io.pokeai.djl.training.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    /** A training that is resumed by a later release has to draw the same. */
    @Test
    void theNumbersOfASeedStayTheSameForEver() {
        Draws draws = Draws.of(42, 1, 3);
        assertThat(new long[] {draws.bits(), draws.bits(), draws.bits()
                }) // Computed in Python from the formulas of the paper.
                .containsExactly(1529575308036178737L, 2172382874259075585L, -4427410110803544270L);
    }

    @Test
    void otherNumbersGiveOtherDrawsAndTheirOrderCounts() {
        assertThat(IntStream.range(0, 1000)
                        .mapToLong(i -> Draws.of(7, i).bits())
                        .distinct()
                        .count())
                .isEqualTo(1000);
        assertThat(Draws.of(1, 2).bits()).isNotEqualTo(Draws.of(2, 1).bits());
        assertThat(Draws.of(1).bits()).isNotEqualTo(Draws.of(1, 0).bits());
    }

    @Test
    void unitsAreUniform() {
        Draws draws = Draws.of(5);
        double[] values =
                IntStream.range(0, 100_000).mapToDouble(i -> draws.unit()).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        // Four standard errors.
        assertThat(mean).isCloseTo(0.5, within(4 * Math.sqrt(1 / 12.0 / values.length)));
        assertThat(variance).isCloseTo(1 / 12.0, within(4 * Math.sqrt(1 / 180.0 / values.length)));
        assertThat(Arrays.stream(values).min().orElseThrow()).isGreaterThanOrEqualTo(0);
        assertThat(Arrays.stream(values).max().orElseThrow()).isLessThan(1);
    }

    @Test
    void aPermutationHasEachNumberOnceAndEachPlaceIsAsLikely() {
        assertThat(Draws.of(1).permutation(50))
                .containsExactlyInAnyOrder(IntStream.range(0, 50).toArray());
        int[] first = new int[4];
        for (int i = 0; i < 40_000; i++) {
            first[Draws.of(9, i).permutation(4)[0]]++;
        }
        for (int count : first) {
            assertThat((double) count).isCloseTo(10_000, within(4 * Math.sqrt(40_000 * 0.25 * 0.75)));
        }
    }
}
