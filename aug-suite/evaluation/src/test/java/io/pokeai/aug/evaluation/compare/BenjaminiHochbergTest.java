package io.pokeai.aug.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {
    /** SciPy's false_discovery_control. */
    @Test
    void adjustsAsScipyDoes() {
        assertThat(BenjaminiHochberg.adjusted(0.001, 0.04, 0.03, 0.5, 0.03, 0.9, 0.012))
                .containsExactly(
                        new double[] {0.007, 0.056, 0.0525, 0.5833333333333334, 0.0525, 0.9, 0.042}, within(1e-15));
    }

    @Test
    void ofNoTestThereIsNothing() {
        assertThat(BenjaminiHochberg.adjusted()).isEmpty();
    }
}
