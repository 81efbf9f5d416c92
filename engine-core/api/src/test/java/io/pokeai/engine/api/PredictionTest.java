package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
