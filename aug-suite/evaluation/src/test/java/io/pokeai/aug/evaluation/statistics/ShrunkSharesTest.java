package io.pokeai.aug.evaluation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import org.junit.jupiter.api.Test;

class ShrunkSharesTest {
    /** NumPy and SciPy, from the definition. */
    @Test
    void isThePosteriorOverTheGrid() {
        ShrunkShares.Share[] shares =
                ShrunkShares.of(new int[] {0, 1, 3, 2, 7, 9, 0, 5}, new int[] {1, 1, 4, 6, 8, 12, 3, 5});
        double[] means = {
            0.40079717862922815,
            0.734888059707193,
            0.6966802099139284,
            0.4184753333680297,
            0.8082594779184549,
            0.7238483113770326,
            0.2672130467836208,
            0.8686543447055707
        };
        for (int k = 0; k < means.length; k++) {
            assertThat(shares[k].mean()).isCloseTo(means[k], within(1e-11));
        }
        assertThat(shares[0].square()).isCloseTo(0.23127646449895267, within(1e-11));
        assertThat(shares[7].square()).isCloseTo(0.7712879585381585, within(1e-11));
    }

    @Test
    void aGroupWithoutMembersHasWhatTheOthersSay() {
        ShrunkShares.Share[] shares = ShrunkShares.of(new int[] {3, 0, 1}, new int[] {4, 0, 5});
        assertThat(shares[1].mean()).isCloseTo(0.4790481421105488, within(1e-11));
        assertThat(shares[1].square()).isCloseTo(0.3274256315970643, within(1e-11));
    }

    @Test
    void aSmallGroupIsDrawnToTheOthersMoreThanALargeOne() {
        ShrunkShares.Share[] shares = ShrunkShares.of(new int[] {0, 0, 9, 8}, new int[] {1, 10, 10, 10});
        assertThat(shares[0].mean()).isGreaterThan(shares[1].mean());
        assertThat(shares[0].variance()).isGreaterThan(shares[1].variance());
    }

    @Test
    void moreThanAllIsRefused() {
        assertThatThrownBy(() -> ShrunkShares.of(new int[] {2}, new int[] {1})).isInstanceOf(EngineException.class);
    }
}
