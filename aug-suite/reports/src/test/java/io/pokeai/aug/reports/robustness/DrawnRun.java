package io.pokeai.aug.reports.robustness;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RowScore;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.spi.Augmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A run whose answers follow a rule: the class of a row is its number modulo the classes, and a rule says what is answered.
 *
 * @param pictures how many rows there are
 */
record DrawnRun(
        Path folder, List<String> models, List<String> classes, int pictures, List<PlannedCorruption> corruptions) {
    /** What a model answers for a row; −1 for no answer. */
    interface Rule {
        int answer(String model, int row, String corruption, int severity);
    }

    /** Changes nothing; its numbers stand for those of a suite. */
    record Nothing(AugmentationInfo info) implements Augmentation {
        @Override
        public Pixels apply(Image in, int severity, RandomSource random) {
            return in;
        }
    }

    static PlannedCorruption corruption(String name, long id, int severities) {
        List<String> parameters = IntStream.rangeClosed(1, severities)
                .mapToObj(severity -> "by=" + severity)
                .toList();
        return PlannedCorruption.of(
                new Nothing(new AugmentationInfo(name, id, "family", parameters, true, "this test")),
                IntStream.rangeClosed(1, severities).boxed().toList());
    }

    String path(int row) {
        return "pictures/" + row + ".png";
    }

    RobustnessResult result(Rule rule) {
        return result(rule, List.of());
    }

    RobustnessResult result(Rule rule, List<LeftOutRow> leftOut) {
        List<TestedModel> tested = models.stream()
                .map(name -> new TestedModel(
                        name,
                        new ModelIdentity(name, "v-" + name.hashCode(), "none on cpu", "tv8_8", classes, 1, 8),
                        InputSpec.torchvision(8, 8),
                        "1.2.3"))
                .toList();
        RobustnessPlan plan = new RobustnessPlan(tested, corruptions, 7, labelled());
        List<FinishedCell> cells = new ArrayList<>();
        for (PlannedCell cell : plan.cells()) {
            cells.add(cell(cell, rule));
        }
        return new RobustnessResult(plan, cells, DrawnRun::scores, leftOut);
    }

    private LabelledPictures labelled() {
        List<PictureRow> rows = IntStream.range(0, pictures)
                .mapToObj(row -> new PictureRow(path(row), classes.get(row % classes.size()), List.of()))
                .toList();
        try {
            Path first = folder.resolve(path(0));
            Files.createDirectories(first.getParent());
            Files.writeString(first, "a picture");
            return LabelledPictures.read(
                    new PictureTable(List.of(), rows), new PictureFolder(folder, Optional.empty()), () -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private FinishedCell cell(PlannedCell cell, Rule rule) {
        BitSet counted = new BitSet();
        BitSet right = new BitSet();
        int[] predicted = new int[pictures];
        for (int row = 0; row < pictures; row++) {
            predicted[row] =
                    rule.answer(cell.model().title(), row, cell.corruption().name(), cell.severity());
            counted.set(row, predicted[row] >= 0);
            right.set(row, predicted[row] == row % classes.size());
        }
        return new FinishedCell(
                cell.model().title(), cell.corruption().name(), cell.severity(), cell.key(), counted, right, predicted);
    }

    private static CellScores scores(FinishedCell cell) {
        return CellScores.of(IntStream.range(0, cell.rows())
                .mapToObj(row -> new RowScore(0.5f + row % 50 / 100f, 0.4f, 0.1f, Float.NaN, Float.NaN, row, row))
                .toList());
    }

    /** Noise: no picture makes a larger JPEG. */
    static Optional<Image> noise(int row, PlannedCorruption corruption, int severity) {
        byte[] rgb = new byte[64 * 64 * 3];
        new Random(row * 31L + corruption.id() * 7 + severity).nextBytes(rgb);
        return Optional.of(new Image(64, 64, rgb));
    }
}
