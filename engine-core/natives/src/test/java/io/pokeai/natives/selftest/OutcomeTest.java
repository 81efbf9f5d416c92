package io.pokeai.natives.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    @Test
    void aLineSaysItAll() {
        for (Outcome outcome : List.of(
                Outcome.of(152, 0, "", 210),
                Outcome.of(152, 14, "3x3 convolution of 24 channels:\texpected 1,\n found 2", 391),
                Outcome.failed(152, "its process ended with status 132", 90))) {
            assertThat(outcome.toLine()).doesNotContain("\n");
            assertThat(Outcome.parse(outcome.toLine())).contains(outcome);
        }
    }

    @Test
    void anythingElseIsNoOutcome() {
        for (String line :
                List.of("", "1", "a\tb\tc\td\te", "1\t2\ttrue\t3\t", "-1\t0\ttrue\t3\t", "5\t0\tmaybe\t3\t")) {
            assertThat(Outcome.parse(line)).as(line).isEmpty();
        }
    }
}
