package io.pokeai.aug.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.ClassScores;
import io.pokeai.aug.evaluation.Rows;
import io.pokeai.aug.evaluation.scores.Answers;
import io.pokeai.aug.evaluation.statistics.Draws;
import org.junit.jupiter.api.Test;

class MacroF1DifferenceTest {
    private static final int ROWS = 120;

    private static Answers answers(int rightOfTen) {
        int[] truth = new int[ROWS];
        float[][] probabilities = new float[ROWS][3];
        for (int row = 0; row < ROWS; row++) {
            truth[row] = row % 3;
            probabilities[row][(truth[row] + (row / 3 % 10 < rightOfTen ? 0 : 1)) % 3] = 1;
        }
        return Answers.of(Rows.of(truth, probabilities));
    }

    @Test
    void aModelThatIsMuchBetterIsFoundToBe() {
        MacroF1Difference found = MacroF1Difference.of(answers(9), answers(5), Draws.DEFAULT);

        assertThat(found.difference())
                .isCloseTo(
                        new ClassScores(answers(9).confusion()).macroF1()
                                - new ClassScores(answers(5).confusion()).macroF1(),
                        within(1e-15));
        assertThat(found.interval().contains(found.difference())).isTrue();
        assertThat(found.interval().low()).isPositive();
        assertThat(found.p()).isCloseTo(1 / 1001.0, within(1e-15));
    }

    @Test
    void aModelIsAsGoodAsItself() {
        MacroF1Difference found = MacroF1Difference.of(answers(7), answers(7), Draws.DEFAULT);

        assertThat(found.difference()).isZero();
        assertThat(found.interval().low()).isZero();
        assertThat(found.p()).isEqualTo(1);
    }

    @Test
    void otherRowsAreRefused() {
        assertThatThrownBy(
                        () -> MacroF1Difference.of(answers(7), Answers.of(Rows.random(1, ROWS, 3, 5)), Draws.DEFAULT))
                .hasMessageContaining("different rows: 120 and 120");
    }
}
