package io.pokeai.djl.training.internal.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TutorsTest {
    private static final Scores LOGITS = Scores.ensemble(
            List.of(
                    new Scores(ScoreKind.LOGITS, 2, 2, new float[] {1, 2, 3, 4}),
                    new Scores(ScoreKind.LOGITS, 2, 2, new float[] {5, 6, 7, 8}),
                    new Scores(ScoreKind.LOGITS, 2, 2, new float[] {0, 1, 2, 9})),
            EnsembleRule.MEAN_LOGITS);

    @Test
    void aFoldAnswersForWhatItHasNotSeen() {
        Tutors tutors = Tutors.outOfFold(
                List.of("a", "b", "c", "d"), List.of(Set.of("b", "c", "d"), Set.of("a", "c", "d"), Set.of("a", "d")));
        assertThat(tutors.folds()).containsExactly(List.of(0), List.of(1, 2), List.of(2), List.of());
        assertThat(tutors.byAll()).isEqualTo(1);
        assertThat(tutors.logits(0, LOGITS, 1)).containsExactly(3, 4);
        assertThat(tutors.logits(1, LOGITS, 0)).containsExactly(2.5f, 3.5f);
        assertThat(tutors.logits(2, LOGITS, 1)).containsExactly(2, 9);
    }

    @Test
    void theEnsembleAnswersForWhatAllHaveSeen() {
        Tutors tutors = Tutors.outOfFold(List.of("a"), List.of(Set.of("a"), Set.of("a"), Set.of("a")));
        assertThat(tutors.logits(0, LOGITS, 0)).containsExactly(2, 3);
        assertThat(Tutors.whole(1).logits(0, LOGITS, 1)).containsExactly(4, 7);
    }

    @Test
    void probabilitiesAreTaughtByTheirLogarithms() {
        Scores scores = Scores.ensemble(
                List.of(
                        new Scores(ScoreKind.PROBABILITIES, 1, 2, new float[] {0.5f, 0.5f}),
                        new Scores(ScoreKind.PROBABILITIES, 1, 2, new float[] {1, 0})),
                EnsembleRule.MEAN_PROBABILITIES);
        float[] taught = Tutors.whole(1).logits(0, scores, 0);
        assertThat(Math.exp(taught[0])).isEqualTo(0.75, within(1e-6));
        assertThat(Math.exp(taught[1])).isEqualTo(0.25, within(1e-6));
        float[] never = Tutors.outOfFold(List.of("a"), List.of(Set.of("a"), Set.<String>of()))
                .logits(0, scores, 0);
        assertThat(never[0]).isZero();
        assertThat(never[1]).isFinite();
    }
}
