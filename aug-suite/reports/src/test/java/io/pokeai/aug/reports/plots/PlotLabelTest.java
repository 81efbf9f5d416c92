package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontMetrics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlotLabelTest {
    @BeforeEach
    void needsFonts() {
        Drawn.assumeFonts();
    }

    @Test
    void longNamesLoseTheirMiddle() {
        FontMetrics metrics = PlotStyle.metrics(PlotStyle.font(Font.PLAIN, 12));
        String fitted = PlotLabel.fitted("beginning-" + "x".repeat(200) + "-end", metrics, 150);
        assertThat(fitted).startsWith("beg").contains("…").endsWith("-end");
        assertThat(metrics.stringWidth(fitted)).isLessThanOrEqualTo(150);
        assertThat(PlotLabel.fitted("short", metrics, 150)).isEqualTo("short");
        assertThat(PlotLabel.fitted("short", metrics, 1)).isEqualTo("…");
    }

    @Test
    void aNameWithoutGlyphsIsShownByItsIndex() {
        // A code point that is not assigned has no glyph anywhere.
        String unassigned = new String(Character.toChars(0x378));
        Font font = PlotStyle.font(Font.PLAIN, 12);
        assertThat(PlotLabel.drawable(unassigned, 17, font)).isEqualTo("#17");
        assertThat(PlotLabel.drawable("Ivysaur", 17, font)).isEqualTo("Ivysaur");
        assertThat(PlotStyle.drawable("a" + unassigned, font)).isEqualTo("a?");
    }
}
