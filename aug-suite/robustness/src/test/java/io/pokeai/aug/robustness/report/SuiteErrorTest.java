package io.pokeai.aug.robustness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.Suite;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.metrics.Denominators;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteErrorTest {
    /** So many that rounding to pictures does not matter. */
    private static final int PICTURES = 20_000;

    private static final List<String> BENCHMARK = List.of(
            "gaussian_noise",
            "shot_noise",
            "impulse_noise",
            "defocus_blur",
            "glass_blur",
            "motion_blur",
            "zoom_blur",
            "snow",
            "frost",
            "fog",
            "brightness",
            "contrast",
            "elastic_transform",
            "pixelate",
            "jpeg_compression");

    @TempDir
    Path folder;

    private LabelledPictures pictures;

    @BeforeEach
    void draw() throws Exception {
        Path file = Files.writeString(folder.resolve("1.txt"), "1");
        PictureRow row = new PictureRow(file.toString(), "cat", List.of());
        pictures = LabelledPictures.read(
                new PictureTable(List.of(), Collections.nCopies(1, row)),
                new PictureFolder(folder, Optional.empty()),
                () -> false);
    }

    private static TestedModel model(String title) {
        InputSpec input = InputSpec.torchvision(8, 8);
        return new TestedModel(
                title, new ModelIdentity(title, title, "none on cpu", input.id(), List.of("cat"), 1, 4), input, "");
    }

    private RobustnessPlan plan(List<Integer> severities, TestedModel... models) {
        List<PlannedCorruption> corruptions = new ArrayList<>();
        for (int i = 0; i < BENCHMARK.size(); i++) {
            corruptions.add(PlannedCorruption.of(FakeAugmentation.of(BENCHMARK.get(i), i + 1L, 5, false), severities));
        }
        return new RobustnessPlan(List.of(models), corruptions, 0, pictures);
    }

    /** The first pictures are wrong, as many as the error says. */
    private static RobustnessResult result(RobustnessPlan plan, ToDoubleFunction<PlannedCell> percent) {
        List<FinishedCell> cells = new ArrayList<>();
        for (PlannedCell cell : plan.cells()) {
            int wrong = (int) Math.round(percent.applyAsDouble(cell) * PICTURES / 100);
            BitSet counted = new BitSet();
            counted.set(0, PICTURES);
            BitSet right = new BitSet();
            right.set(wrong, PICTURES);
            cells.add(new FinishedCell(
                    cell.model().title(),
                    cell.corruption().name(),
                    cell.severity(),
                    cell.key(),
                    counted,
                    right,
                    new int[PICTURES]));
        }
        return new RobustnessResult(plan, cells, cell -> CellScores.unknown(cell.rows()), List.of());
    }

    @Test
    void anIntervalEndsWhereErrorsEnd() {
        TestedModel model = model("m");
        RobustnessPlan plan = plan(List.of(1), model);
        for (double percent : new double[] {99.995, 0.005}) { // all but one picture, and one
            SuiteError error = SuiteError.of(result(plan, cell -> percent), model, Suite.IMAGENET_C, ErrorBaseline.NONE)
                    .orElseThrow();
            assertThat(error.interval().orElseThrow().low()).isBetween(0.0, percent / 100);
            assertThat(error.interval().orElseThrow().high()).isBetween(percent / 100, 1.0);
        }
    }

    /** At every severity the mean of all of them, on clean pictures as published. */
    private static double alexNet(PlannedCell cell) {
        return cell.severity() == 0
                ? 43.48
                : 100
                        * Objects.requireNonNull(Denominators.alexNet()
                                        .byCorruption()
                                        .get(cell.corruption().name()))
                                .meanError();
    }

    @Test
    void anErrorWithoutSomeCorruptionsIsTheMeanOverTheOthersUnderAnotherName() {
        TestedModel model = model("one");
        RobustnessResult result = result(plan(List.of(1, 2, 3, 4, 5), model), SuiteErrorTest::alexNet);
        Set<String> noise = Set.of("gaussian_noise", "shot_noise", "impulse_noise");

        SuiteError mce = SuiteError.of(result, model, Suite.IMAGENET_C, ErrorBaseline.ALEXNET)
                .orElseThrow();
        SuiteError without = mce.without(result, noise).orElseThrow();
        assertThat(without.value()).isCloseTo(1, within(1e-3));
        assertThat(without.corruptions()).isEqualTo(12);
        assertThat(without.measure()).isEqualTo("mean CE of 12 corruptions (normalised by alexnet)");

        SuiteError plain = SuiteError.of(result, model, Suite.IMAGENET_C, ErrorBaseline.NONE)
                .orElseThrow();
        // (15 · 78.8993 − 88.6428 − 89.4468 − 92.2640) / 12
        assertThat(plain.without(result, noise).orElseThrow().value()).isCloseTo(0.760951, within(1e-4));
        assertThat(plain.without(result, Set.copyOf(BENCHMARK))).isEmpty();
    }

    @Test
    void alexNetItselfHasAnErrorOfOneHundredPerCent() {
        TestedModel alex = model("alex");
        RobustnessResult result = result(plan(List.of(1, 2, 3, 4, 5), alex), SuiteErrorTest::alexNet);

        SuiteError error = SuiteError.of(result, alex, Suite.IMAGENET_C, ErrorBaseline.ALEXNET)
                .orElseThrow();
        assertThat(error.value()).isCloseTo(1, within(1e-4));
        assertThat(error.relative().orElseThrow().value()).isCloseTo(1, within(1e-4));
        assertThat(error.interval().orElseThrow().contains(1)).isTrue();
        assertThat(error.measure()).isEqualTo("mCE (normalised by alexnet)");

        SuiteError plain = SuiteError.of(result, alex, Suite.IMAGENET_C, ErrorBaseline.NONE)
                .orElseThrow();
        // The mean of the fifteen means: EVALUATION's 78.8993 %.
        assertThat(plain.value()).isCloseTo(0.788993, within(1e-4));
        assertThat(plain.measure()).isEqualTo("mean error (not normalised)");
        assertThat(plain.isWhole()).isTrue();
    }

    @Test
    void anotherModelDividesOverTheSameCells() {
        TestedModel base = model("base");
        TestedModel half = model("half");
        RobustnessResult result = result(
                plan(List.of(1, 2, 3, 4, 5), base, half),
                cell -> alexNet(cell) / (cell.model().equals(half) ? 2 : 1));
        SuiteError error = SuiteError.of(
                        result, half, Suite.IMAGENET_C, ErrorBaseline.parse("base", List.of(base, half)))
                .orElseThrow();
        assertThat(error.value()).isCloseTo(0.5, within(1e-4));
        assertThat(error.interval().orElseThrow().contains(0.5)).isTrue();
        assertThat(error.measure()).isEqualTo("mCE (normalised by base)");
        assertThat(error.denominators()).hasSize(15).containsKey("fog");
    }

    @Test
    void aPartOfASuiteHasNoNormalisedFigureAndSaysHowMuchItIs() {
        TestedModel alex = model("alex");
        RobustnessResult result = result(plan(List.of(1, 5), alex), SuiteErrorTest::alexNet);
        assertThat(SuiteError.of(result, alex, Suite.IMAGENET_C, ErrorBaseline.ALEXNET))
                .isEmpty();
        assertThat(SuiteError.of(result, alex, Suite.IMAGENET_C, ErrorBaseline.NONE))
                .isPresent();
        assertThat(SuiteError.of(result, alex, Suite.EDGE, ErrorBaseline.NONE)).isEmpty();
    }

    @Test
    void unknownBaselinesAreRefused() {
        assertThatThrownBy(() -> ErrorBaseline.parse("resnet", List.of(model("a"))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'--normalise resnet'");
    }
}
