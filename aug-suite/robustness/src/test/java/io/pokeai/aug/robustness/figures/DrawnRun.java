package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.run.ModelIdentity;
import io.pokeai.aug.evaluation.run.PictureFolder;
import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.FakeAugmentation;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.PlannedCell;
import io.pokeai.aug.robustness.PlannedCorruption;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RowScore;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.dataset.PictureRow;
import io.pokeai.engine.dataset.PictureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A run of drawn answers, each a function of counted random numbers, so that a program in another language can draw the same.
 *
 * <p>Ninety pictures of five classes; an ensemble {@code a} and a single model {@code b}; fog and contrast at three severities and white
 * noise. A picture is as hard in every cell, so that cells depend on each other. Fog hurts class 1 most, and turns answers into class
 * 4.
 */
public final class DrawnRun {
    static final int PICTURES = 90;
    static final List<String> CLASSES = List.of("c0", "c1", "c2", "c3", "c4");

    private static final Draws DRAWS = new Draws(7, 1000);
    private static final List<String> CELLS =
            List.of("clean 0", "fog 1", "fog 2", "fog 3", "contrast 1", "contrast 2", "contrast 3", "white_noise 1");

    private DrawnRun() {}

    /** The run; pictures are files of the folder. */
    public static RobustnessResult result(Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("1.txt"), "1");
        List<PictureRow> rows = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            rows.add(new PictureRow(file.toString(), CLASSES.get(label(i)), List.of()));
        }
        LabelledPictures pictures = LabelledPictures.read(
                new PictureTable(List.of(), rows), new PictureFolder(folder, Optional.empty()), () -> false);
        RobustnessPlan plan = new RobustnessPlan(List.of(model("a", 5), model("b", 1)), corruptions(), 0, pictures);
        Map<String, CellScores> scores = new HashMap<>();
        List<FinishedCell> cells = new ArrayList<>();
        for (PlannedCell planned : plan.cells()) {
            FinishedCell cell = cell(planned, scores);
            cells.add(cell);
        }
        return new RobustnessResult(
                plan, cells, cell -> Objects.requireNonNull(scores.get(cell.toString())), List.of());
    }

    static List<PlannedCorruption> corruptions() {
        return List.of(
                PlannedCorruption.of(FakeAugmentation.of("fog", 10, 3, false), List.of(1, 2, 3)),
                PlannedCorruption.of(FakeAugmentation.of("contrast", 12, 3, false), List.of(1, 2, 3)),
                PlannedCorruption.of(FakeAugmentation.of("white_noise", 71, 1, false), List.of(1)));
    }

    static TestedModel model(String title, int folds) {
        InputSpec input = InputSpec.torchvision(8, 8);
        return new TestedModel(
                title, new ModelIdentity(title, title, "none on cpu", input.id(), CLASSES, folds, 4), input, "");
    }

    static int label(int picture) {
        double u = share(999, picture);
        return Math.min(CLASSES.size() - 1, (int) (u * u * CLASSES.size()));
    }

    private static double share(int draw, long position) {
        return (DRAWS.stream(draw).bits(position) >>> 11) * 0x1p-53;
    }

    private static FinishedCell cell(PlannedCell planned, Map<String, CellScores> scores) {
        boolean ensemble = planned.model().title().equals("a");
        String name = planned.corruption().name();
        int severity = planned.severity();
        int draw = (ensemble ? 0 : 8) + CELLS.indexOf(name + " " + severity);
        BitSet counted = new BitSet();
        counted.set(0, PICTURES);
        BitSet right = new BitSet();
        int[] predicted = new int[PICTURES];
        List<RowScore> rows = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            int label = label(i);
            boolean fog = name.equals("fog");
            double hard = share(500, i);
            double bound = 0.84 - 0.13 * severity - (label == 1 && fog ? 0.2 * severity : 0) - (ensemble ? 0 : 0.05);
            boolean isRight = 0.5 * share(draw, 5L * i + 1) + 0.5 * hard < bound;
            float confidence =
                    (float) (Math.max(1, Math.ceil((0.4 * share(draw, 5L * i) + 0.6 * (1 - hard)) * 32)) / 32);
            right.set(i, isRight);
            boolean sinks = fog && label != 4 && share(draw, 5L * i + 2) < 0.6;
            predicted[i] = isRight ? label : sinks ? 4 : (label + 1 + (int) (share(draw, 5L * i + 3) * 4)) % 5;
            rows.add(new RowScore(
                    confidence,
                    isRight ? confidence : (float) ((1 - (double) confidence) * share(draw, 5L * i + 4)),
                    0,
                    ensemble ? (int) (hard * 3) / 2f : Float.NaN,
                    Float.NaN,
                    1,
                    1));
        }
        FinishedCell cell =
                new FinishedCell(planned.model().title(), name, severity, planned.key(), counted, right, predicted);
        scores.put(cell.toString(), CellScores.of(rows));
        return cell;
    }
}
