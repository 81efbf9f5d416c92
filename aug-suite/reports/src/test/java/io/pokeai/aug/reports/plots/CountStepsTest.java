package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountStepsTest {
    @Test
    void aSingleErrorIsAStepOfItsOwn() {
        assertThat(CountSteps.of(1)).isZero();
        assertThat(CountSteps.of(2)).isEqualTo(1);
        assertThat(CountSteps.name(0)).isEqualTo("1");
    }

    @Test
    void moreIsNeverALowerStepAndThereIsNoStepBeyondTheLast() {
        int[] steps = IntStream.rangeClosed(1, 1000).map(CountSteps::of).toArray();
        assertThat(steps).isSorted();
        assertThat(CountSteps.of(Integer.MAX_VALUE)).isEqualTo(CountSteps.FROM.size() - 1);
    }

    @Test
    void namesSayWhichCountsAStepHolds() {
        assertThat(IntStream.range(0, 8).mapToObj(CountSteps::name).toList())
                .isEqualTo(List.of("1", "2", "3–4", "5–9", "10–19", "20–49", "50–99", "100+"));
    }
}
