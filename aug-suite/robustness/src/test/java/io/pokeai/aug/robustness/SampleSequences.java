package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.metrics.FramePairs;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A result with the flips of {@code PictureFlipsTest}: noise at two levels, tilt, and a blur that never flips. */
public final class SampleSequences {
    private static final int PICTURES = 6;
    private static final List<Integer> NOISE_FLIPS = List.of(30, 9, 29, 5, 10, 10);
    private static final List<Integer> NOISE_DISTANCES = List.of(164, 93, 246, 87, 135, 153);
    private static final List<List<Integer>> TILT_FLIPS =
            List.of(List.of(14, 11, 22, 10, 14, 15), List.of(10, 12, 21, 4, 13, 10), List.of(15, 11, 18, 8, 14, 13));
    private static final List<List<Integer>> TILT_DISTANCES = List.of(
            List.of(122, 115, 248, 114, 123, 107),
            List.of(115, 120, 235, 85, 134, 100),
            List.of(129, 116, 202, 91, 114, 93));

    private SampleSequences() {}

    /** @param leftOut rows that do not count in tilt */
    public static RobustnessResult result(Path folder, List<Integer> leftOut) {
        FakeAnswers fakes = new FakeAnswers();
        TestedModel model = fakes.model("one", "11", 0, 4);
        List<PlannedSequence> sequences = List.of(
                new PlannedSequence(FakePerturbation.noise(), List.of(1, 2)),
                new PlannedSequence(FakePerturbation.tilt(), List.of(1)),
                new PlannedSequence(FakePerturbation.of("blur_sequence", 92, 1, true, 0), List.of(1)));
        RobustnessPlan plan =
                new RobustnessPlan(List.of(model), List.of(), sequences, 0, DrawnData.write(folder, PICTURES));
        List<PictureFlips> noise = new ArrayList<>();
        List<PictureFlips> tilt = new ArrayList<>();
        List<PictureFlips> blur = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            int row = i;
            noise.add(new PictureFlips(List.of(NOISE_FLIPS.get(i)), List.of(NOISE_DISTANCES.get(i))));
            tilt.add(new PictureFlips(
                    TILT_FLIPS.stream().map(step -> step.get(row)).toList(),
                    TILT_DISTANCES.stream().map(step -> step.get(row)).toList()));
            blur.add(new PictureFlips(List.of(0, 0, 0), List.of(0, 0, 0)));
        }
        List<FinishedSequence> finished = List.of(
                cell(plan, 0, 2, true, noise, List.of()),
                cell(plan, 0, 1, true, noise, List.of()),
                cell(plan, 1, 1, false, tilt, leftOut),
                cell(plan, 2, 1, false, blur, List.of()));
        return new RobustnessResult(plan, List.of(), finished, cell -> CellScores.unknown(cell.rows()), List.of());
    }

    private static FinishedSequence cell(
            RobustnessPlan plan,
            int sequence,
            int level,
            boolean withFirst,
            List<PictureFlips> flips,
            List<Integer> leftOut) {
        PlannedSequence planned = plan.sequences().get(sequence);
        TestedModel model = plan.models().get(0);
        BitSet counted = new BitSet();
        counted.set(0, PICTURES);
        leftOut.forEach(counted::clear);
        return new FinishedSequence(
                model.title(),
                planned.name(),
                level,
                plan.cell(model, planned, level).key(),
                new FramePairs(31, withFirst),
                counted,
                new ArrayList<>(flips));
    }
}
