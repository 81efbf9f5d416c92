package io.pokeai.cli.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressTest {
    @Test
    void progressTellsRateAndRest() {
        assertThat(Progress.line(120, 0, -1, 4)).isEqualTo("120  30.0/s");
        assertThat(Progress.line(120, 2, 5000, 4)).isEqualTo("120/5000  30.0/s  ETA 2:43  2 failed");
        assertThat(Progress.line(1, 0, 10_000, 1)).isEqualTo("1/10000  1.0/s  ETA 2:46:39");
    }
}
