package io.pokeai.aug.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    /** Python's of src/test/scripts/make_fixtures.py; they must not change, so that a bootstrap can be repeated elsewhere. */
    @Test
    void theNumbersOfASeedAreFixedForever() {
        Draws.Stream stream = new Draws(42, 100).stream(3);
        assertThat(IntStream.range(0, 8).map(i -> stream.index(i, 1000)))
                .containsExactly(199, 480, 65, 616, 652, 667, 366, 487);
    }

    @Test
    void everyIndexIsDrawnAboutEquallyOften() {
        Draws.Stream stream = Draws.DEFAULT.stream(0);
        int[] counts = new int[10];
        IntStream.range(0, 100_000).forEach(i -> counts[stream.index(i, 10)]++);
        double chiSquared = IntStream.of(counts)
                .mapToDouble(count -> (count - 1e4) * (count - 1e4) / 1e4)
                .sum();
        assertThat(chiSquared).isLessThan(27.9); // 0.1 % of chi-squared with 9 degrees of freedom
    }

    @Test
    void quantilesAreNumPys() {
        Sample sample = Sample.of(4, 1, 3, 2);
        assertThat(sample.quantile(0)).isEqualTo(1);
        assertThat(sample.quantile(0.1)).isCloseTo(1.3, within(1e-15));
        assertThat(sample.quantile(1)).isEqualTo(4);
        assertThat(sample.percentile().low()).isCloseTo(1.075, within(1e-15));
        assertThat(sample.percentile().high()).isCloseTo(3.925, within(1e-15));
    }

    @Test
    void tooFewDrawsAndNoNumbersAreRefused() {
        assertThatThrownBy(() -> new Draws(1, 99)).hasMessageContaining("99 draws");
        assertThatThrownBy(() -> Sample.of(1, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(Sample::of).hasMessageContaining("empty");
        assertThatThrownBy(() -> new Interval(1, 0)).hasMessageContaining("from 1.0 to 0.0");
    }
}
