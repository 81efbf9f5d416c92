package io.pokeai.engine.command.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
    @Test
    void printableTextStaysAsItIs() {
        String text = "Pokémon ピカチュウ 🐱 \\n";
        assertThat(SafeText.line(text)).isSameAs(text);
    }

    @Test
    void whatDrivesATerminalIsSpelledOut() {
        assertThat(SafeText.line("a\tb\rc\u007f\u009b\u2066")).isEqualTo("a\\tb\\rc\\u007f\\u009b\\u2066");
    }

    @ParameterizedTest
    @CsvSource({"cat,3", "ピカ,4", "é,1", "e\u0301,1", "🐱,2", "'',0"})
    void widthIsInTerminalColumns(String text, int columns) {
        assertThat(SafeText.width(text)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({"0,'  0.00 %'", "0.5,' 50.00 %'", "0.00049,'  0.05 %'", "0.99999,'100.00 %'", "1,'100.00 %'"})
    void percentsAlign(double probability, String text) {
        assertThat(SafeText.percent(probability)).isEqualTo(text);
    }
}
