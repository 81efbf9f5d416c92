package io.pokeai.aug.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {
    /** The formula in Python. */
    @ParameterizedTest
    @CsvSource({
        "142, 176, 0.742193687342253, 0.8583352491343932",
        "103, 119, 0.7927150943383467, 0.9155148537200674",
        "39, 57, 0.5552022530213655, 0.7899571236117475",
        "0, 1, 0, 0.7934506856227626",
        "5, 5, 0.5655175352168252, 1"
    })
    void wilsonsIntervalIsThatOfTheFormula(int count, int total, double low, double high) {
        Interval interval = new Proportion(count, total).wilson();
        assertThat(interval.low()).isCloseTo(low, within(1e-12));
        assertThat(interval.high()).isCloseTo(high, within(1e-12));
    }

    /** Its ends are the shares whose score test is just rejected: the definition, solved another way. */
    @Property
    void wilsonsEndsAreZDeviationsFromTheShare(
            @ForAll @IntRange(min = 1, max = 100_000) int total, @ForAll @IntRange(max = 100_000) int part) {
        Proportion share = new Proportion(part % (total + 1), total);
        Interval interval = share.wilson();
        assertThat(interval.contains(share.value())).isTrue();
        for (double end : new double[] {interval.low(), interval.high()}) {
            if (end > 0 && end < 1) {
                assertThat(Math.abs(share.value() - end) / Math.sqrt(end * (1 - end) / total))
                        .isCloseTo(Normal.quantile(0.975), within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/io/pokeai/aug/evaluation/clopper_pearson.csv", numLinesToSkip = 1)
    void clopperAndPearsonsIntervalIsScipys(int count, int total, double low, double high) {
        Interval interval = new Proportion(count, total).clopperPearson(0.95);
        assertThat(interval.low()).isCloseTo(low, within(1e-10));
        assertThat(interval.high()).isCloseTo(high, within(1e-10));
    }

    @Test
    void aShareOfNothingIsRefused() {
        assertThatThrownBy(() -> new Proportion(0, 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("0 in 0");
        assertThatThrownBy(() -> new Proportion(2, 1)).hasMessageContaining("2 in 1");
    }
}
