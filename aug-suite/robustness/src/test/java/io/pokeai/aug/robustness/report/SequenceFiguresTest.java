package io.pokeai.aug.robustness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.SampleSequences;
import io.pokeai.aug.robustness.figures.RobustnessFigures;
import io.pokeai.aug.robustness.metrics.BoundedMean;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceFiguresTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    @TempDir
    Path folder;

    /** The numbers are those of the Python program of {@code PictureFlipsTest}. */
    @Test
    void aMeanIsOverTheSequencesOfEachPictureAndItsIntervalOverPictures() {
        RobustnessResult result = SampleSequences.result(folder, List.of());
        SequenceFigures figures = SequenceFigures.of(result);

        assertThat(figures.rates())
                .extracting(rate -> rate.sequence() + " " + rate.level() + " " + rate.step() + " " + rate.difficulty()
                        + " " + rate.flips() + " of " + rate.pairs())
                .containsExactly(
                        "noise_sequence 2 1 2 93 of 180",
                        "noise_sequence 1 1 1 93 of 180",
                        "tilt_sequence 1 1 1 86 of 180",
                        "tilt_sequence 1 2 2 70 of 174",
                        "tilt_sequence 1 3 3 79 of 168",
                        "blur_sequence 1 1 1 0 of 180",
                        "blur_sequence 1 2 2 0 of 174",
                        "blur_sequence 1 3 3 0 of 168");
        assertThat(figures.means())
                .extracting(mean -> mean.difficulty() + ": " + mean.sequences() + ", " + mean.pictures())
                .as("blur is for tuning")
                .containsExactly("1: 2, 6", "2: 2, 6", "3: 1, 6");
        SequenceMean mean = figures.means("one").get(0);
        assertThat(mean.isWhole()).isFalse();
        same(mean.flipProbability(), 0.4972222222222222, 0.30648359627053395, 0.6879608481739103);
        same(mean.top5Distance(), 4.741666666666667, 3.3051085370746627, 6.178224796258672);
    }

    private static void same(BoundedMean mean, double value, double low, double high) {
        assertThat(mean.value()).isCloseTo(value, ROUNDING);
        assertThat(mean.interval().orElseThrow().low()).isCloseTo(low, ROUNDING);
        assertThat(mean.interval().orElseThrow().high()).isCloseTo(high, ROUNDING);
    }

    @Test
    void aMeanIsOfThePicturesThatCountInEachOfItsSequences() {
        SequenceFigures figures = SequenceFigures.of(SampleSequences.result(folder, List.of(0, 3)));
        assertThat(figures.rates().get(2).pictures()).isEqualTo(4);
        assertThat(figures.rates().get(1).pictures()).isEqualTo(6);
        assertThat(figures.means()).extracting(SequenceMean::pictures).containsExactly(4, 4, 4);
    }

    @Test
    void theJsonHasFlipsPairsAndIntervalsAndNoFlipRates() {
        RobustnessResult result = SampleSequences.result(folder, List.of());
        String json = RobustnessJson.text(result, List.of(), new RobustnessFigures(List.of(), List.of()));
        assertThat(json)
                .contains("\"sequences\" : [")
                .contains("\"flips\" : 93", "\"pairs\" : 180", "\"flip_probability\" : 0.516666")
                .contains("\"mfp\" : 0.497222", "\"of\" : 10", "\"ut5d\" : 4.741666")
                .contains("\"normaliser\" : \"none\"")
                .doesNotContainIgnoringCase("mfr")
                .doesNotContain("NaN");
    }
}
