package io.pokeai.aug.robustness.report;

import io.pokeai.aug.robustness.cells.FinishedSequence;
import io.pokeai.aug.robustness.metrics.BoundedMean;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import io.pokeai.aug.robustness.metrics.TopFive;
import java.util.BitSet;

/**
 * How often the answers of a model change within a sequence.
 *
 * @param model its name
 * @param sequence such as {@code tilt_sequence}
 * @param level strength of the noise, from 1; 1 where there is one level alone
 * @param step frames are compared with the one that many frames before; 1 where they are compared with the first one
 * @param difficulty 1…3, as the benchmark has it: the level of noise, the step of everything else
 * @param frames of each picture
 * @param comparesWithFirst whether frames are compared with the first one
 * @param pictures that count
 * @param flips pairs of frames whose answers differ, of all pictures
 * @param pairs of frames, of all pictures
 * @param flipProbability FP, 0…1: the mean over the pictures of the share of the pairs that differ
 * @param top5Distance uT5D, 0…15: the mean over the pictures of the mean distance of the five best classes of a pair
 */
public record SequenceRate(
        String model,
        String sequence,
        int level,
        int step,
        int difficulty,
        int frames,
        boolean comparesWithFirst,
        int pictures,
        long flips,
        long pairs,
        BoundedMean flipProbability,
        BoundedMean top5Distance) {
    /** @param cell at least one picture of which counts */
    static SequenceRate of(FinishedSequence cell, int step) {
        double[] flips = flipShares(cell, step, cell.counted());
        double[] distances = distances(cell, step, cell.counted());
        long all = 0;
        BitSet counted = cell.counted();
        for (int row = counted.nextSetBit(0); row >= 0; row = counted.nextSetBit(row + 1)) {
            all += known(cell, row).flips().get(step - 1);
        }
        return new SequenceRate(
                cell.model(),
                cell.sequence(),
                cell.level(),
                step,
                difficulty(cell, step),
                cell.pairs().frames(),
                cell.pairs().withFirst(),
                cell.pictures(),
                all,
                (long) cell.pairs().pairs(step) * cell.pictures(),
                BoundedMean.of(1, flips),
                BoundedMean.of(TopFive.FARTHEST, distances));
    }

    static int difficulty(FinishedSequence cell, int step) {
        return cell.pairs().withFirst() ? cell.level() : step;
    }

    /** For each of the rows, the share of its pairs that flip. */
    static double[] flipShares(FinishedSequence cell, int step, BitSet rows) {
        double pairs = cell.pairs().pairs(step);
        return rows.stream()
                .mapToDouble(row -> known(cell, row).flips().get(step - 1) / pairs)
                .toArray();
    }

    /** For each of the rows, the mean distance of its pairs. */
    static double[] distances(FinishedSequence cell, int step, BitSet rows) {
        double pairs = cell.pairs().pairs(step);
        return rows.stream()
                .mapToDouble(row -> known(cell, row).distances().get(step - 1) / pairs)
                .toArray();
    }

    private static PictureFlips known(FinishedSequence cell, int row) {
        return cell.flips(row).orElseThrow(); // whoever counts was answered
    }
}
