package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictionTest {
    private static Prediction of(Float... probabilities) {
        return new Prediction(
                "m",
                "v",
                "cpu",
                Labels.numbered(4),
                Optional.empty(),
                List.of(probabilities),
                new Prediction.Timing(1, 2));
    }

    @Test
    void theBestComeFirstAndEqualOnesInClassOrder() {
        assertThat(of(0.2f, 0.3f, 0.2f, 0.3f).top(4))
                .extracting(Prediction.RankedClass::index)
                .containsExactly(1, 3, 0, 2);
    }

    @Test
    void theOrderIsThatOfTheNumbersBelowZeroToo() {
        assertThat(of(-0.5f, 1e-9f, -0.1f, 0f).top(4))
                .extracting(Prediction.RankedClass::index)
                .containsExactly(1, 3, 2, 0);
    }

    private static Prediction of(ScoreKind kind, Float... probabilities) {
        return new Prediction(
                "m",
                "v",
                "cpu",
                Labels.numbered(4),
                kind,
                Optional.empty(),
                List.of(probabilities),
                new Prediction.Timing(1, 2),
                List.of());
    }

    @Test
    void aPictureOfIndependentClassesHasAllLabelsFromAHalfOn() {
        assertThat(of(ScoreKind.INDEPENDENT_PROBABILITIES, 0.6f, 0.49f, 0.9f, 0.5f)
                        .positives())
                .extracting(Prediction.RankedClass::index)
                .containsExactly(2, 0, 3);
        assertThat(of(ScoreKind.INDEPENDENT_LOGITS, 0.1f, 0.2f, 0.3f, 0.4f).positives())
                .isEmpty();
    }

    @Test
    void aPictureOfExclusiveClassesHasTheBestLabel() {
        Prediction prediction = of(0.1f, 0.2f, 0.3f, 0.4f);
        assertThat(prediction.isMultiLabel()).isFalse();
        assertThat(prediction.positives()).containsExactly(prediction.best());
    }

    @Test
    void asManyAsWantedOrAll() {
        Prediction prediction = of(0.1f, 0.2f, 0.3f, 0.4f);
        assertThat(prediction.top(1)).containsExactly(new Prediction.RankedClass("class_3", 3, 0.4f));
        assertThat(prediction.best()).isEqualTo(prediction.top(1).get(0));
        assertThat(prediction.top(1000)).hasSize(4);
        assertThatThrownBy(() -> prediction.top(0)).hasMessageContaining("top 0");
    }

    @Test
    void everyScoreNeedsALabel() {
        assertThatThrownBy(() -> of(0.5f, 0.5f))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LABELS_MISMATCH))
                .hasMessageContainingAll("2", "4");
    }

    @Test
    void aSingleModelDoesNotDisagree() {
        assertThat(of(0.1f, 0.2f, 0.3f, 0.4f).disagreement()).isEmpty();
    }

    @Test
    void disagreementIsOfTheBestClassAndOfTheVotes() {
        Disagreement split = ensemble(2, fold(1, 0.9f, 0.1f), fold(2, 0.5f, 0.5f), fold(4, 0.2f, 0.8f));
        assertThat(split.std()).isCloseTo(0.2867442, within(1e-6)); // numpy.std([.9, .5, .2])
        assertThat(split.voteEntropy()).isCloseTo(0.6365142, within(1e-6)); // equal ones go to the first class: 2 of 3
        Disagreement agreed = ensemble(2, fold(1, 0.75f, 0.25f), fold(2, 0.75f, 0.25f));
        assertThat(agreed).isEqualTo(new Disagreement(0, 0));
    }

    private static Disagreement ensemble(int classes, FoldPrediction... folds) {
        return new Prediction(
                        "m",
                        "v",
                        "cpu",
                        Labels.numbered(classes),
                        Optional.empty(),
                        List.of(0.6f, 0.4f),
                        new Prediction.Timing(1, 2),
                        List.of(folds))
                .disagreement()
                .orElseThrow();
    }

    private static FoldPrediction fold(int number, Float... probabilities) {
        return new FoldPrediction(
                number, Labels.numbered(probabilities.length), Optional.empty(), List.of(probabilities));
    }
}
