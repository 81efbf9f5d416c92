package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {
    @Test
    void whatBreaksLinesOrTurnsTextIsWrittenOut() {
        assertThat(VisibleText.of("a\nb\rc\td")).isEqualTo("a\\nb\\rc\\td");
        assertThat(VisibleText.of("gpj.\u202etac")).isEqualTo("gpj.\\u202etac");
        assertThat(VisibleText.of("\u2066x\u2069\u200f\ufeff\u0000")).isEqualTo("\\u2066x\\u2069\\u200f\\ufeff\\u0000");
        assertThat(VisibleText.of("\ud800")).isEqualTo("\\ud800");
    }

    @Test
    void lettersOfAllScriptsStay() {
        assertThat(VisibleText.of("Flabébé 皮卡丘 مرحبا 😀")).isEqualTo("Flabébé 皮卡丘 مرحبا 😀");
    }
}
