package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HighestFitnessTest {
    /** @param right the share that is right, of each epoch; half of the others are nearly right */
    private static History of(int patience, double... right) {
        History history = History.begin(new HighestFitness(patience));
        for (double share : right) {
            history = history.and(
                    new Epoch(history.epochs().size() + 1, 0, 0, 0, 0, share, share + (1 - share) / 2, 0, 0));
        }
        return history;
    }

    private static int best(History history) {
        return history.best().orElseThrow().number();
    }

    @Test
    void theLastOfEquallyGoodEpochsIsKept() {
        assertThat(best(of(5, 0.2, 0.5, 0.4))).isEqualTo(2);
        assertThat(best(of(5, 0.2, 0.5, 0.4, 0.5))).isEqualTo(4);
        assertThat(of(5, 0.5, 0.5).isLastBest()).isTrue();
    }

    @Test
    void patienceCountsFromTheFirstOfThem() {
        assertThat(of(2, 0.5, 0.5).isExhausted()).isFalse();
        assertThat(of(2, 0.5, 0.5, 0.5).isExhausted()).isTrue();
        assertThat(of(2, 0.5, 0.5, 0.6).isExhausted()).isFalse();
        assertThat(History.begin(new HighestFitness(1)).isExhausted()).isFalse();
    }
}
