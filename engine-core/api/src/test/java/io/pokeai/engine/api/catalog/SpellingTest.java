package io.pokeai.engine.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("fog", "frost", "gaussian_blur", "gaussian_noise", "snow");

    @ParameterizedTest
    @CsvSource({"fgo,fog", "Fog,fog", "frsot,frost", "gaussian-noise,gaussian_noise", "gausian_nois,gaussian_noise"})
    void aSlipOfTheFingerIsUnderstood(String wrong, String meant) {
        assertThat(Spelling.suggestion(wrong, KNOWN)).isEqualTo("Did you mean '" + meant + "'? ");
    }

    @Test
    void whatResemblesNothingSuggestsNothing() {
        for (String wrong : List.of("", "mist", "x", "y".repeat(100_000))) {
            assertThat(Spelling.suggestion(wrong, KNOWN)).isEmpty();
        }
    }

    @Test
    void distancesCountLetters() {
        assertThat(Spelling.distance("fog", "fog")).isZero();
        assertThat(Spelling.distance("fgo", "fog")).isEqualTo(1);
        assertThat(Spelling.distance("", "fog")).isEqualTo(3);
        assertThat(Spelling.distance("snow", "frost")).isEqualTo(4);
    }
}
