package io.pokeai.aug.robustness.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The accuracies are those of RobustBench at 78fcc9e4 (MIT licence, model_info/imagenet/corruptions/unaggregated_results.csv): 5,000
 * pictures of ImageNet-C, ResNet-50 of torchvision and AugMix's, whose clean accuracies are 76.72 and 77.34 %.
 */
class CorruptionMetricTest {
    private static final int ALEXNET = 2;

    /** RobustBench prints 76.38 and 64.17, by its own AlexNet. */
    @ParameterizedTest
    @CsvSource({"3, 76.37, 76.38, 60.52", "4, 64.17, 64.17, 50.67"})
    void theRowsOfRobustBenchComeOut(int column, double byThePaper, double byTheirs, double notNormalised)
            throws IOException {
        NavigableMap<Cell, Double> errors = robustBench(column);

        assertThat(new CorruptionMetric(Denominators.alexNet(), false).of(errors) * 100)
                .isCloseTo(byThePaper, within(5e-3));
        assertThat(new CorruptionMetric(theirAlexNet(), false).of(errors) * 100).isCloseTo(byTheirs, within(5e-3));
        assertThat(new CorruptionMetric(Denominators.none(errors.keySet()), false).of(errors) * 100)
                .isCloseTo(notNormalised, within(5e-3));
    }

    @ParameterizedTest
    @CsvSource({
        "3, .2328, .4348, 106.3",
        "3, .2328, .435, 106.3",
        "3, .2328, .4376, 107.3",
        "4, .2266, .4348, 80.5",
        "4, .2266, .435, 80.5",
        "4, .2266, .4376, 81.2"
    })
    void relativeErrorsSubtractFirst(int column, double clean, double alexNetsClean, double relative)
            throws IOException {
        NavigableMap<Cell, Double> errors = robustBench(column);
        errors.put(Cell.CLEAN, clean);
        Denominators alexNet =
                new Denominators("alexnet", Denominators.alexNet().byCorruption(), OptionalDouble.of(alexNetsClean));

        // The clean accuracies are known to half of 0.01 points, of which a relative CE makes up to 0.01 points.
        assertThat(new CorruptionMetric(alexNet, true).of(errors) * 100).isCloseTo(relative, within(.06));
    }

    @Test
    void theTableOfAlexNetHasThePublishedMeans() {
        Map<String, Denominator> errors = Denominators.alexNet().byCorruption();

        assertThat(errors).hasSize(15);
        assertThat(errors.values().stream()
                        .mapToDouble(Denominator::meanError)
                        .average()
                        .orElseThrow())
                .isCloseTo(.788993, within(5e-7));
        assertThat(Map.copyOf(errors).get("gaussian_noise").meanError()).isCloseTo(.886428, within(1e-9));
        assertThat(Map.copyOf(errors).get("jpeg_compression").meanError()).isCloseTo(.6065, within(1e-9));
    }

    @Test
    void theMeanOfTheCorruptionsIsTheMetric() throws IOException {
        NavigableMap<Cell, Double> errors = robustBench(3);
        CorruptionMetric metric = new CorruptionMetric(Denominators.alexNet(), false);

        assertThat(metric.perCorruption(errors).values().stream()
                        .mapToDouble(each -> each)
                        .average()
                        .orElseThrow())
                .isCloseTo(metric.of(errors), within(1e-12));
    }

    @Test
    void nothingIsCalledMceWithoutItsNormaliser() {
        Denominators alexNet = Denominators.alexNet();
        List<Cell> fog = List.of(new Cell("fog", 1), Cell.CLEAN);

        assertThat(new CorruptionMetric(alexNet, false).name()).isEqualTo("mCE (normalised by alexnet)");
        assertThat(new CorruptionMetric(alexNet, true).name()).isEqualTo("relative mCE (normalised by alexnet)");
        assertThat(new CorruptionMetric(alexNet.only(List.of("fog")), false).name())
                .isEqualTo("mean CE of 1 corruption (normalised by alexnet)");
        assertThat(new CorruptionMetric(Denominators.none(fog), false).name()).isEqualTo("mean error (not normalised)");
        assertThat(new CorruptionMetric(Denominators.none(fog), true).name())
                .isEqualTo("mean rise of the error (not normalised)");
    }

    @Test
    void aMissingSeverityIsNamed() throws IOException {
        NavigableMap<Cell, Double> errors = robustBench(3);
        errors.remove(new Cell("fog", 4));

        assertThatThrownBy(() -> new CorruptionMetric(Denominators.alexNet(), false).of(errors))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'fog' has severities [1, 2, 3, 5], normaliser 'alexnet' has [1, 2, 3, 4, 5]");
    }

    @Test
    void aBaselineWithoutMistakesCannotBeDividedBy() {
        BitSet all = new BitSet();
        all.set(0, 10);
        CellAnswers perfect = CellAnswers.of("perfect", 10, Map.of(new Cell("fog", 1), all));

        assertThatThrownBy(() -> Denominators.of(perfect))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("cannot be divided by");
    }

    @Test
    void relativeErrorsNeedTheCleanErrorOfTheNormaliser() {
        CellAnswers corrupted = CellAnswers.of("m", 10, Map.of(new Cell("fog", 1), new BitSet()));

        assertThatThrownBy(() -> new CorruptionMetric(Denominators.of(corrupted), true))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("Normaliser 'm' has no clean error.");
    }

    private static Denominators theirAlexNet() throws IOException {
        NavigableMap<String, Denominator> means = new TreeMap<>();
        NavigableMap<Cell, Double> errors = robustBench(ALEXNET);
        Denominators.alexNet()
                .byCorruption()
                .forEach((name, paper) -> means.put(
                        name,
                        new Denominator(
                                paper.severities(),
                                paper.severities().stream()
                                        .mapToDouble(severity ->
                                                Objects.requireNonNull(errors.get(new Cell(name, severity))))
                                        .average()
                                        .orElseThrow())));
        return new Denominators("RobustBench's AlexNet", means, OptionalDouble.of(.4376));
    }

    private static NavigableMap<Cell, Double> robustBench(int column) throws IOException {
        NavigableMap<Cell, Double> errors = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CorruptionMetricTest.class.getResourceAsStream("robustbench.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(fields -> errors.put(
                            new Cell(fields[0], Integer.parseInt(fields[1])), 1 - Double.parseDouble(fields[column])));
        }
        return errors;
    }
}
