package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreKindTest {
    @ParameterizedTest
    @EnumSource(ScoreKind.class)
    void everyKindIsReadAsItIsWritten(ScoreKind kind) {
        assertThat(ScoreKind.parse(kind.id())).isEqualTo(kind);
        assertThat(ScoreKind.parse(' ' + kind.name())).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "multilabel_logits, INDEPENDENT_LOGITS",
        "Multilabel_Probabilities, INDEPENDENT_PROBABILITIES",
    })
    void multiLabelIsAnotherWordForIndependent(String text, ScoreKind kind) {
        assertThat(ScoreKind.parse(text)).isEqualTo(kind);
    }

    @Test
    void anyOtherWordIsRefusedWithAllThatAreKnown() {
        assertThatThrownBy(() -> ScoreKind.parse("sigmoid" + "x".repeat(1000)))
                .hasMessageContainingAll("sigmoidxxx", "independent_probabilities")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }
}
