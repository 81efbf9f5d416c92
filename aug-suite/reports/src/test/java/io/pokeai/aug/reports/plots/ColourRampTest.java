package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColourRampTest {
    static List<ColourRamp> ramps() {
        return List.of(
                ColourRamp.ERRORS,
                ColourRamp.RIGHT,
                ColourRamp.MIXED,
                ColourRamp.DARK_ERRORS,
                ColourRamp.DARK_RIGHT,
                ColourRamp.DARK_MIXED);
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void equalStepsChangeTheLightnessByTheSameAmount(ColourRamp ramp) {
        List<Integer> colours = ramp.colours(8);
        double step = (ramp.strong() - ramp.faint()) / 7;
        for (int i = 0; i + 1 < colours.size(); i++) {
            // One of 255 levels of a channel is at most 0.008 of lightness.
            assertThat(lightness(colours.get(i + 1)) - lightness(colours.get(i)))
                    .isCloseTo(step, within(0.008));
        }
    }

    @ParameterizedTest
    @MethodSource("ramps")
    void theColoursAreAllDifferent(ColourRamp ramp) {
        assertThat(ramp.colours(8)).doesNotHaveDuplicates().hasSize(8);
    }

    /** OKLab's L of a colour of sRGB. */
    private static double lightness(int rgb) {
        double r = linear(rgb >> 16);
        double g = linear((rgb >> 8) & 0xff);
        double b = linear(rgb & 0xff);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    }

    private static double linear(int level) {
        double x = level / 255.0;
        return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4);
    }
}
