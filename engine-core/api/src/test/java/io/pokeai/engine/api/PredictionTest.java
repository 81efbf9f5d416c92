package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Collections;
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
        assertThatThrownBy(() -> prediction.top(0)).hasMessageContaining("at least 1, got 0");
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

    @Test
    void itsNumbersCanBeHadAsArraysOfTheCallersOwnAndAsViewsThatNobodyCanWriteTo() {
        Prediction prediction = of(0.1f, 0.2f, 0.3f, 0.4f);
        float[] mine = prediction.probabilityArray();
        assertThat(mine).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
        mine[0] = 9;
        assertThat(prediction.probability(0)).isEqualTo(0.1f);
        assertThat(prediction.probabilities()).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
        assertThat(prediction.probabilityBuffer().isReadOnly()).isTrue();
        assertThat(prediction.probabilityBuffer().get(3)).isEqualTo(0.4f);
        assertThat(prediction.logitArray()).isEmpty();
        assertThat(prediction.logitBuffer()).isEmpty();
        assertThatThrownBy(() -> prediction.probability(4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void numbersAreEqualHoweverTheyWereGiven() {
        assertThat(Floats.of(1, 2)).isEqualTo(List.of(1f, 2f)).hasSameHashCodeAs(List.of(1f, 2f));
        assertThat(of(0.1f, 0.2f, 0.3f, 0.4f)).isEqualTo(of(0.1f, 0.2f, 0.3f, 0.4f));
        Floats floats = Floats.of(1, 2);
        assertThat(Floats.copyOf(floats)).isSameAs(floats);
    }

    @Test
    void inALogItIsOneShortLine() {
        Prediction prediction = new Prediction(
                "sprites",
                "0123456789abcdef0123456789abcdef",
                "cpu",
                Labels.numbered(1000),
                Optional.empty(),
                Collections.nCopies(1000, 0.001f),
                new Prediction.Timing(5_000_000, 7_340_000));
        assertThat(prediction)
                .hasToString("sprites@0123456789ab on cpu: class_0 0.0010, class_1 0.0010, class_2 0.0010, 12.3 ms");
    }

    @Test
    void aResultIsItsPredictionOrThrowsItsError() {
        Prediction prediction = of(0.1f, 0.2f, 0.3f, 0.4f);
        assertThat(new Result.Classified<>(Path.of("cat.jpg"), prediction).orThrow())
                .isSameAs(prediction);
        EngineException error = new EngineException(ErrorCode.EMPTY_FILE, "the file is empty.", "Copy it again.");
        Result.Failed<Path> failed = new Result.Failed<>(Path.of("cat.jpg"), "m", error);
        assertThatThrownBy(failed::orThrow)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EMPTY_FILE))
                .hasMessage("cat.jpg: the file is empty. Copy it again.")
                .hasCause(error);
        Result.Failed<Path> named = new Result.Failed<>(Path.of("cat.jpg"), "m", error.about("cat.jpg"));
        assertThatThrownBy(named::orThrow).hasMessage("cat.jpg: the file is empty. Copy it again.");
    }
}
