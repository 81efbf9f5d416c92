package io.pokeai.aug.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PredictionListTest {
    private static final List<String> CLASSES = List.of("Potion", "Scarf");

    @Test
    void confidenceAndConfusionFollowFromTheRows() {
        Predictions predictions =
                new PredictionList("resnet18", CLASSES, List.of(row(0, 0, .75f, .25f), row(1, 0, .5f, .5f)));

        assertThat(predictions.confidence(0)).isEqualTo(.75f);
        assertThat(predictions.right(0)).isTrue();
        assertThat(predictions.right(1)).isFalse();
        assertThat(predictions.confusion()).isEqualTo(ConfusionMatrix.of(CLASSES, new int[] {0, 1}, new int[] {0, 0}));
    }

    @Test
    void aRowWithAnotherNumberOfClassesIsRefused() {
        assertThatThrownBy(() -> new PredictionList("resnet18", CLASSES, List.of(row(0, 2, .5f, .5f))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no class 2");
        assertThatThrownBy(() -> new PredictionList("resnet18", CLASSES, List.of(row(0, 1, .5f))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("1 probabilities");
    }

    @Test
    void anArrayThatIsHandedOutIsTheCallers() {
        Predictions predictions = new PredictionList("resnet18", CLASSES, List.of(row(0, 0, .75f, .25f)));

        predictions.probabilities(0)[0] = 0;

        assertThat(predictions.probabilities(0)).containsExactly(.75f, .25f);
    }

    private static PredictionList.Row row(int truth, int predicted, float... probabilities) {
        return new PredictionList.Row("Potion/a.png", truth, predicted, probabilities, Optional.empty());
    }
}
