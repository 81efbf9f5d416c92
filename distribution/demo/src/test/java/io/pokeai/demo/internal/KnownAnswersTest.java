package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {
    private final KnownAnswers known = new KnownAnswers(Map.of(
            "large", List.of(List.of(0.9f, 0.1f), List.of(0.2f, 0.8f)),
            "small", List.of(List.of(0.8f, 0.2f), List.of(0.3f, 0.7f))));

    @Test
    void anAnswerHasToBeThatOfItsVersionAndPicture() {
        assertThat(known.isRight(0, answer("large", 0.9f, 0.1f))).isTrue();
        assertThat(known.isRight(1, answer("small", 0.30001f, 0.69999f))).isTrue();
        assertThat(known.isRight(0, answer("small", 0.9f, 0.1f))).isFalse();
        assertThat(known.isRight(1, answer("large", 0.9f, 0.1f))).isFalse();
    }

    @Test
    void aVersionThatNobodyAskedForIsWrongAndSoIsNaN() {
        assertThat(known.isRight(0, answer("other", 0.9f, 0.1f))).isFalse();
        assertThat(known.isRight(0, answer("large", Float.NaN, 0.1f))).isFalse();
    }

    private static Prediction answer(String version, float one, float two) {
        return new Prediction(
                "creatures",
                version,
                "cpu",
                Labels.of(List.of("bubblefin", "mosshell")),
                Optional.empty(),
                List.of(one, two),
                new Prediction.Timing(0, 0));
    }
}
