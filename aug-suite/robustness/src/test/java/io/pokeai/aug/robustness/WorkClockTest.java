package io.pokeai.aug.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.Prediction.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkClockTest {
    @Test
    void aPictureIsPreparedOnceForAllModelsAndABatchIsInferredOnceForAllItsPictures() {
        WorkClock clock = new WorkClock();
        for (int picture = 0; picture < 6; picture++) {
            long batch = picture < 4 ? 100 : 101; // four pictures, then two
            clock.add(0, new Timing(10, batch));
            clock.add(1, new Timing(10, 2 * batch));
        }

        RunTime time = clock.time(2);
        assertThat(time.prepared()).isEqualTo(Duration.ofNanos(60));
        assertThat(time.inferred()).isEqualTo(Duration.ofNanos(100 + 101 + 200 + 202));
        assertThat(time.inferenceShare()).isCloseTo(603 / 663., within(1e-12));
    }

    @Test
    void theSentenceIsForPeople() {
        RunTime time = new RunTime(3, Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofSeconds(3));

        assertThat(time).hasToString("3 cells in 1.5 s: 2.00 cells/s, 75 % of the work in the models");
        assertThat(new RunTime(6, Duration.ofSeconds(120), Duration.ofSeconds(2), Duration.ofSeconds(98)))
                .hasToString("6 cells in 120.0 s: 20.0 s a cell, 98 % of the work in the models");
        assertThat(new RunTime(1, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .hasToString("1 cell in 0.0 s: 0.0 s a cell, 0 % of the work in the models");
    }
}
