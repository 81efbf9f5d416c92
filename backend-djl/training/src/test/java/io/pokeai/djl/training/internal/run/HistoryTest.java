package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {
    private static History of(int patience, double... losses) {
        History history = History.begin(new LowestLoss(patience));
        for (double loss : losses) {
            history = history.and(new Epoch(history.epochs().size() + 1, 0, 0, 0, loss, 0, 0, 0, 0));
        }
        return history;
    }

    private static int best(History history) {
        return history.best().orElseThrow().number();
    }

    @Test
    void whatIsBetterByLessThanTheLeastGainIsNotBetter() {
        assertThat(best(of(5, 1.0, 0.99995))).isEqualTo(1);
        assertThat(best(of(5, 1.0, 0.9998))).isEqualTo(2);
        assertThat(of(5, 1.0, 0.9998).isLastBest()).isTrue();
        assertThat(of(5, 1.0, 1.1).isLastBest()).isFalse();
    }

    @Test
    void manySmallGainsTogetherCountWhenTheyReachTheLeastOne() {
        assertThat(best(of(5, 1.0, 0.99995, 0.99989))).isEqualTo(3);
    }

    @Test
    void theTrainingEndsAfterSoManyEpochsThatAreNoBetter() {
        assertThat(of(3, 1.0, 2, 2).isExhausted()).isFalse();
        assertThat(of(3, 1.0, 2, 2, 2).isExhausted()).isTrue();
        assertThat(of(3, 1.0, 2, 2, 0.5).isExhausted()).isFalse();
        assertThat(History.begin(new LowestLoss(1)).isExhausted()).isFalse();
    }

    @Test
    void aLossThatIsNotANumberIsNeverTheBest() {
        assertThat(best(of(3, 1.0, Double.NaN, 0.5))).isEqualTo(3);
    }
}
