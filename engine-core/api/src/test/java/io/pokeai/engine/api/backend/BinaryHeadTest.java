package io.pokeai.engine.api.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BinaryHeadTest {
    private static BinaryHead head(Map<String, String> options, String... labels) {
        return BinaryHead.of(Optional.of(Labels.of(List.of(labels))), options);
    }

    @Test
    void ofOneLabelTheOtherClassIsItsOpposite() {
        BinaryHead head = head(Map.of(), "yes");
        assertThat(head.labels().asList()).containsExactly("yes", "not yes");
        assertThat(head.index()).isZero();
        assertThat(head.origin().isAssumed()).isFalse();
        assertThat(head.expand(ScoreKind.PROBABILITIES, new float[] {0.75f, 0})).containsExactly(0.75f, 0.25f, 0, 1);
    }

    @Test
    void ofTwoLabelsTheSecondIsMeantAndThatIsAnAssumption() {
        BinaryHead head = head(Map.of(), "cat", "dog");
        assertThat(head.positive()).isEqualTo("dog");
        assertThat(head.origin().isAssumed()).isTrue();
        assertThat(head.origin().settledBy()).contains("\"positive\": \"dog\"");
        assertThat(head.expand(ScoreKind.LOGITS, new float[] {3})).containsExactly(0, 3);
    }

    @Test
    void theOptionSaysWhichClassIsMeant() {
        BinaryHead head = head(Map.of(ModelSpec.POSITIVE, "cat"), "cat", "dog");
        assertThat(head.origin().isAssumed()).isFalse();
        assertThat(head.expand(ScoreKind.PROBABILITIES, new float[] {0.25f})).containsExactly(0.25f, 0.75f);
        assertThatThrownBy(() -> head(Map.of(ModelSpec.POSITIVE, "cow"), "cat", "dog"))
                .hasMessageContainingAll("cow", "cat", "dog");
    }

    @Test
    void withoutLabelsThereAreTwoNumbers() {
        assertThat(BinaryHead.of(Optional.empty(), Map.of()).positive()).isEqualTo("class_1");
        assertThatThrownBy(() -> head(Map.of(), "a", "b", "c")).hasMessageContainingAll("1 score", "3 class names");
    }

    @Test
    void theSigmoidOfALogitIsTheSoftmaxBesideZero() {
        float[] both = head(Map.of(), "yes").expand(ScoreKind.LOGITS, new float[] {2});
        assertThat(new io.pokeai.engine.api.Scores(ScoreKind.LOGITS, 1, 2, both).probabilities(0))
                .containsExactly(0.8807971f, 0.11920292f);
    }

    @Test
    void theNumbersComeBack() {
        BinaryHead head = head(Map.of(), "cat", "dog");
        float[] numbers = {0.1f, 0.9f};
        assertThat(head.column(head.expand(ScoreKind.PROBABILITIES, numbers))).containsExactly(numbers);
    }
}
