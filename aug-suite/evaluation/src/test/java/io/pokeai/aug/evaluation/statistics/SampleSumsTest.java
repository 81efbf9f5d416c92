package io.pokeai.aug.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SampleSumsTest {
    @Property(tries = 200)
    void isTheShareOfAllSubsets(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = -3, max = 3) Integer> numbers,
            @ForAll @IntRange(max = 10) int wanted,
            @ForAll @IntRange(min = -12, max = 12) int sum) {
        int sample = Math.min(wanted, numbers.size());
        int all = 0;
        int atLeast = 0;
        for (int subset = 0; subset < 1 << numbers.size(); subset++) {
            if (Integer.bitCount(subset) == sample) {
                int chosen = subset;
                int own = IntStream.range(0, numbers.size())
                        .filter(i -> (chosen >> i & 1) == 1)
                        .map(numbers::get)
                        .sum();
                all++;
                atLeast += own >= sum ? 1 : 0;
            }
        }
        SampleSums sums = SampleSums.of(numbers.stream().mapToInt(i -> i).toArray(), numbers.size());
        assertThat(sums.atLeast(sample, sum)).isCloseTo((double) atLeast / all, within(1e-12));
    }

    /** The exact values of a recursion over all 1,000 numbers, in Python. */
    @Test
    void largeSamplesAreNearTheExactValues() {
        int[] numbers = IntStream.range(0, 1000).map(i -> i * 7 % 4 - 1).toArray();
        SampleSums sums = SampleSums.of(numbers, 100);
        assertThat(sums.atLeast(100, 50)).isCloseTo(0.5187664551559118, within(1e-3));
        assertThat(sums.atLeast(100, 70)).isCloseTo(0.03298578277468284, within(1e-3));
        assertThat(sums.atLeast(100, 90)).isCloseTo(8.978874838011464e-05, within(3e-5));
    }

    @Test
    void theSampleOfAllNumbersHasTheirSum() {
        int[] numbers = IntStream.range(0, 100).toArray();
        assertThat(SampleSums.of(numbers, 100).atLeast(100, 4950)).isEqualTo(1);
    }

    @Test
    void aSampleOfMoreThanAllIsRefused() {
        assertThatThrownBy(() -> SampleSums.of(new int[] {1, 2}, 3)).isInstanceOf(EngineException.class);
    }
}
