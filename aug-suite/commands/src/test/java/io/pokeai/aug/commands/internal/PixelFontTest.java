package io.pokeai.aug.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelFontTest {
    @Test
    void aSignThatTheFontLacksIsAQuestionMark() {
        assertThat(drawn('図')).isEqualTo(drawn('?')).isNotEqualTo(drawn('a')).contains("#");
    }

    @Test
    void aSpaceStaysBlank() {
        assertThat(drawn(' ')).doesNotContain("#");
    }

    private static String drawn(char sign) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < PixelFont.ROWS; row++) {
            for (int column = 0; column < PixelFont.COLUMNS; column++) {
                text.append(PixelFont.dot(sign, column, row) ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }
}
