package io.pokeai.aug.reports.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void noTextCanEndTheScriptElement() {
        String json = JsonText.of(generator -> generator.writeString("</script><!--<script>&\u2028\u2029\u202e\ud800"));
        assertThat(json)
                .doesNotContain("<", ">", "&", "\u2028", "\u2029", "\u202e", "\ud800")
                .contains("\\u003C", "\\ud800");
        assertThat(JsonText.of(generator -> generator.writeString("😀 皮"))).isEqualTo("\"\\ud83d\\ude00 皮\"");
    }

    @Test
    void numbersAreShortAndWhatIsNotKnownIsNull() {
        assertThat(number(0.5)).isEqualTo("0.5");
        assertThat(number(12)).isEqualTo("12");
        assertThat(number(-0.0)).isEqualTo("0");
        assertThat(number(1 / 3.0)).isEqualTo("0.333333");
        assertThat(number(Double.NaN)).isEqualTo("null");
        assertThat(number(Double.POSITIVE_INFINITY)).isEqualTo("null");
    }

    private static String number(double value) {
        return JsonText.of(generator -> JsonText.number(generator, value));
    }
}
