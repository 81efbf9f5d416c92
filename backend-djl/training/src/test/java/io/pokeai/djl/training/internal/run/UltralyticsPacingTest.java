package io.pokeai.djl.training.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.learn.UpdatePace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UltralyticsPacingTest {
    private static final int BATCHES = 50;

    private static UltralyticsPacing pacing(int batch, boolean cosine, double warmup) {
        return new UltralyticsPacing(
                10, batch, 0.01, 0.01, cosine, 0.937, new UltralyticsPacing.Warmup(warmup, 0.1, 0.8));
    }

    private static List<Epoch> epochs(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Epoch(number, 0, 0, 0, 0, 0, 0, 0, 0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // of 150 warm batches: none, half of them, all but one
        "0, 0, 0, 0.1, 0.8, 1",
        "1, 25, 0.004505, 0.054505, 0.8685, 2",
        "2, 49, 0.007966533333, 0.0086332, 0.936086666667, 4",
        // and beyond
        "3, 0, 0.00703, 0.00703, 0.937, 4",
        "9, 20, 0.00109, 0.00109, 0.937, 4"
    })
    void ratesMomentumAndUpdatesBeginSlowly(
            int done, int batch, double rate, double biasRate, double momentum, int gathered) {
        UltralyticsPacing pacing = pacing(16, false, 3);
        UpdatePace pace = pacing.pace(epochs(done), batch, BATCHES);
        assertThat(pace.rate()).isCloseTo(rate, within(1e-9));
        assertThat(pace.biasRate()).isCloseTo(biasRate, within(1e-9));
        assertThat(pace.momentum()).isCloseTo(momentum, within(1e-9));
        assertThat(pacing.gathered(epochs(done), batch, BATCHES)).isEqualTo(gathered);
    }

    @Test
    void aWarmUpHasAHundredBatchesAtLeast() {
        assertThat(pacing(32, false, 1).pace(epochs(9), 9, 10).momentum()).isCloseTo(0.93563, within(1e-9));
        assertThat(pacing(32, false, 1).pace(epochs(10), 1, 10).momentum()).isEqualTo(0.937);
        assertThat(pacing(32, false, 0).pace(List.of(), 0, 10)).isEqualTo(new UpdatePace(0.01, 0.01, 0.937));
    }

    @Test
    void rateFallsAlongHalfACosineIfThatIsWanted() {
        assertThat(pacing(32, true, 0).pace(epochs(5), 0, 10).rate()).isCloseTo(0.01 * 0.505, within(1e-12));
    }

    @Test
    void optimiserAndRateFollowFromClassesAndUpdates() {
        YoloRecipe few = recipe(30, true);
        Course course = few.course("yolov8n-cls", 32, 1262);
        assertThat(course.learner().kind()).isEqualTo(LearnerSettings.Kind.ADAMW);
        assertThat(course.learner().beta1()).isEqualTo(0.9);
        assertThat(course.learner().weightDecay()).isCloseTo(0.0005, within(1e-12));
        // round(0.002 * 5 / (4 + 32), 6)
        assertThat(course.pacing().pace(epochs(0), 120, 40)).isEqualTo(new UpdatePace(0.000278, 0.000278, 0.937));
        assertThat(course.pacing().pace(epochs(0), 0, 40).biasRate()).isZero();

        Course many = recipe(1000, true).course("yolov8n-cls", 32, 1262);
        assertThat(many.learner().kind()).isEqualTo(LearnerSettings.Kind.NESTEROV);
        assertThat(many.pacing().pace(epochs(0), 121, 40).rate()).isEqualTo(0.01);

        Course own = recipe(1000, false).course("yolov8n-cls", 32, 1262);
        assertThat(own.learner().kind()).isEqualTo(LearnerSettings.Kind.ADAMW);
        assertThat(own.learner().beta1()).isEqualTo(0.937);
        assertThat(own.pacing().pace(epochs(0), 0, 40).biasRate()).isEqualTo(0.1);
    }

    /** 80 pictures make a batch: one batch is an update, and decays 80 / 64 times as much. */
    @Test
    void weightDecayGrowsWithThePicturesOfAnUpdate() {
        YoloRecipe recipe = recipe(30, true);
        YoloRecipe large = new YoloRecipe(30, 80, 64, 100, "run", Optional.empty(), recipe.rates(), recipe.learner());
        assertThat(large.course("yolov8n-cls", 32, 1262).learner().weightDecay())
                .isCloseTo(0.000625, within(1e-12));
    }

    private static YoloRecipe recipe(int epochs, boolean auto) {
        return new YoloRecipe(
                epochs,
                32,
                64,
                100,
                "run",
                Optional.empty(),
                new YoloRecipe.Rates(auto, 0.002, 0.01, false, 3),
                new LearnerSettings(LearnerSettings.Kind.ADAMW, 5e-4, false, 0.937, 0, 10, 0.9999, 1, 7));
    }
}
