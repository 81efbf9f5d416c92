package io.pokeai.aug.evaluation.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Rows;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
    /** scikit-learn's top_k_accuracy_score calls label 0 wrong here, and label 3 right. */
    @Test
    void ofEquallyLikelyClassesTheLowerIndexComesFirst() {
        float[] equal = {.25f, .25f, .25f, .25f};
        Answers answers = Answers.of(Rows.of(new int[] {0, 1, 2, 3}, equal, equal, equal, equal));

        assertThat(answers.rank(0)).isEqualTo(0);
        assertThat(answers.rank(3)).isEqualTo(3);
        assertThat(TopK.of(answers, 1).hits().count()).isEqualTo(1);
        assertThat(TopK.of(answers, 3).hits().count()).isEqualTo(3);
        assertThat(TopK.of(answers, 5).hits().count()).isEqualTo(4);
    }

    /** Two logits may differ and their probabilities not: what the model answered counts. */
    @Test
    void theAnswerComesFirstAlsoWhereAnotherClassIsAsLikely() {
        PredictionList.Row row = new PredictionList.Row("a.png", 1, 1, new float[] {.5f, .5f}, Optional.empty());
        Answers answers = Answers.of(new PredictionList("resnet18", Rows.classes(2), List.of(row)));

        assertThat(TopK.of(answers, 1).hits().value()).isEqualTo(1);
    }

    @Test
    void aTrueClassWithoutProbabilityIsClippedAndCounted() {
        ProbabilityScores scores = ProbabilityScores.of(
                Answers.of(Rows.of(new int[] {1, 0}, new float[] {1, 0, 0}, new float[] {1, 0, 0})));

        assertThat(scores.clipped()).isEqualTo(1);
        assertThat(scores.logLoss()).isCloseTo(36.04365338911715 / 2, within(1e-12));
        assertThat(scores.brier()).isEqualTo(1);
    }

    @Test
    void noRowsAndWhatIsNoProbabilityAreRefused() {
        assertThatThrownBy(() -> Answers.of(new PredictionList("resnet18", Rows.classes(2), List.of())))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no predictions of resnet18");
        assertThatThrownBy(() -> Answers.of(Rows.of(new int[] {0}, new float[] {Float.NaN, 1})))
                .hasMessageContaining("c0/0.png: a probability is NaN");
        assertThatThrownBy(() -> Answers.of(Rows.of(new int[] {0}, new float[] {1.5f, 0})))
                .hasMessageContaining("1.5");
    }

    @Test
    void confusedPairsComeByFrequencyThenByShareAndNameTheirRows() {
        float[] zero = {1, 0, 0};
        float[] one = {0, 1, 0};
        Answers answers = Answers.of(Rows.of(new int[] {0, 1, 2, 1, 1, 0}, one, zero, zero, one, zero, zero));

        assertThat(ConfusedPair.of(answers))
                .containsExactly(
                        new ConfusedPair(1, 0, 2 / 3.0, List.of(1, 4)),
                        new ConfusedPair(2, 0, 1, List.of(2)),
                        new ConfusedPair(0, 1, 0.5, List.of(0)));
    }

    @Test
    void theTableOfClassesLeavesEmptyWhatIsNotDefined() {
        PredictionList predictions =
                Rows.of(new int[] {0, 0, 1}, new float[] {.7f, .2f, .1f}, new float[] {.1f, .2f, .7f}, new float[] {
                    .2f, .7f, .1f
                });

        assertThat(ClassTable.of(predictions).toCsv()).isEqualTo("""
                class,support,precision,recall,f1,wilson_lo,wilson_hi,specificity,auc_ovr,top_confusion
                c0,2,1.0,0.5,0.6666666666666666,0.09453120573423071,0.9054687942657693,1.0,0.5,c2
                c1,1,1.0,1.0,1.0,0.20654931437723742,1.0,1.0,1.0,
                c2,0,0.0,0.0,0.0,,,0.6666666666666666,,
                """);
    }

    @Test
    void disagreementOfFoldsMayWarnOfWrongAnswers() {
        List<PredictionList.Row> rows = List.of(
                row(0, new Disagreement(.1, 0)), row(0, new Disagreement(.3, .5)), row(1, new Disagreement(.2, .5)));
        FoldDisagreement known = FoldDisagreement.of(new PredictionList("resnet18", Rows.classes(2), rows))
                .orElseThrow();

        assertThat(known.meanStd()).isCloseTo(.2, within(1e-15));
        assertThat(known.meanVoteEntropy()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(known.wrongAuc().orElseThrow()).isEqualTo(.75);
        assertThat(FoldDisagreement.of(Rows.random(1, 5, 3, 9))).isEmpty();
    }

    private static PredictionList.Row row(int truth, Disagreement disagreement) {
        return new PredictionList.Row("a.png", truth, 0, new float[] {.6f, .4f}, Optional.of(disagreement));
    }
}
