package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlotFontsTest {
    @Test
    void whateverJavaThrowsWithoutFontsBecomesASentence() {
        assertThat(PlotFonts.missing(() -> {
                    throw new InternalError(
                            "java.lang.reflect.InvocationTargetException",
                            new RuntimeException("Fontconfig head is null"));
                }))
                .hasValue("Java cannot draw text on this computer (Fontconfig head is null).");
        assertThat(PlotFonts.missing(() -> {
                    throw new UnsatisfiedLinkError("libfreetype.so.6: cannot open shared object file");
                }))
                .hasValueSatisfying(text -> assertThat(text).contains("libfreetype.so.6"));
        assertThat(PlotFonts.missing(() -> {
                    throw new NullPointerException();
                }))
                .hasValue("Java cannot draw text on this computer (NullPointerException).");
        assertThat(PlotFonts.missing(() -> {})).isEmpty();
    }
}
