package io.pokeai.aug.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FisherExactTest {
    @ParameterizedTest
    @CsvSource({
        "14, 23, 0, 3, 0.08461538461538462",
        "105, 165, 6, 36, 2.1720240784575582e-07",
        "0, 5, 3, 9, 1",
        "9, 9, 1, 8, 0.00041135335252982314",
        "300, 2000, 20, 400, 3.0581156411458224e-09"
    })
    void isThePValueOfScipy(int count, int total, int otherCount, int otherTotal, double p) {
        assertThat(FisherExact.larger(count, total, otherCount, otherTotal))
                .isCloseTo(p, Percentage.withPercentage(1e-8));
    }

    @Test
    void aShareOfNothingIsNotLarger() {
        assertThat(FisherExact.larger(0, 0, 3, 9)).isEqualTo(1, within(0.0));
        assertThat(FisherExact.larger(3, 9, 0, 0)).isEqualTo(1, within(0.0));
    }

    @Test
    void moreThanAllIsRefused() {
        assertThatThrownBy(() -> FisherExact.larger(4, 3, 0, 1))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("4 of 3");
    }
}
