package io.pokeai.aug.robustness.cells;

import io.pokeai.aug.robustness.metrics.FramePairs;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One model, asked about every frame of one sequence at one level, of every picture of a data set.
 *
 * <p><b>Shape</b> rows are those of the data set, in its order, as in a {@link FinishedCell}.<br>
 * <b>Threads</b> immutable.
 */
public final class FinishedSequence {
    private static final int NONE = -1;

    private final String model;
    private final String sequence;
    private final int level;
    private final CellKey key;
    private final FramePairs pairs;
    private final BitSet counted;

    /** Of each row, of each step, flips and distances; {@link #NONE} in a row that was not answered. */
    private final int[] numbers;

    /**
     * @param model as files are named after it
     * @param level from 1
     * @param pairs which frames were compared
     * @param counted the rows that figures are made of: all their frames are answered, and the model knows their label
     * @param flips of each row; null for a row that was not answered
     * @throws EngineException {@code INVALID_ARGUMENT} when a row counts that was not answered, or has other steps
     */
    public FinishedSequence(
            String model,
            String sequence,
            int level,
            CellKey key,
            FramePairs pairs,
            BitSet counted,
            List<@Nullable PictureFlips> flips) {
        this.model = model;
        this.sequence = sequence;
        this.level = level;
        this.key = key;
        this.pairs = pairs;
        this.counted = (BitSet) counted.clone();
        this.numbers = new int[flips.size() * pairs.steps() * 2];
        boolean whole = counted.length() <= flips.size()
                && counted.stream().allMatch(row -> flips.get(row) != null)
                && flips.stream().allMatch(one -> one == null || hasSteps(one, pairs));
        if (!whole) {
            throw EngineException.invalidArgument(
                    "The sequence " + this + " counts a picture that was not answered, or one of other steps.",
                    "Count answered pictures alone, each with " + pairs.steps() + " steps.");
        }
        for (int row = 0; row < flips.size(); row++) {
            keep(row, flips.get(row));
        }
    }

    private void keep(int row, @Nullable PictureFlips one) {
        for (int step = 0; step < pairs.steps(); step++) {
            int at = (row * pairs.steps() + step) * 2;
            numbers[at] = one == null ? NONE : one.flips().get(step);
            numbers[at + 1] = one == null ? NONE : one.distances().get(step);
        }
    }

    private FinishedSequence(FinishedSequence other, String model) {
        this.model = model;
        this.sequence = other.sequence;
        this.level = other.level;
        this.key = other.key;
        this.pairs = other.pairs;
        this.counted = other.counted;
        this.numbers = other.numbers;
    }

    private static boolean hasSteps(PictureFlips one, FramePairs pairs) {
        return one.flips().size() == pairs.steps() && one.distances().size() == pairs.steps();
    }

    /** The model, as its files are named. */
    public String model() {
        return model;
    }

    /** Such as {@code tilt_sequence}. */
    public String sequence() {
        return sequence;
    }

    /** From 1. */
    public int level() {
        return level;
    }

    /** What the answers depend on. */
    public CellKey key() {
        return key;
    }

    /** Which frames were compared. */
    public FramePairs pairs() {
        return pairs;
    }

    /** Rows of the data set, with those that do not count. */
    public int rows() {
        return numbers.length / (pairs.steps() * 2);
    }

    /** How many rows count. */
    public int pictures() {
        return counted.cardinality();
    }

    /** The rows that count. A copy. */
    public BitSet counted() {
        return (BitSet) counted.clone();
    }

    /** The flips of a row; empty if it was not answered. */
    public Optional<PictureFlips> flips(int row) {
        int from = row * pairs.steps() * 2;
        if (numbers[from] == NONE) {
            return Optional.empty();
        }
        List<Integer> flips = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        for (int step = 0; step < pairs.steps(); step++) {
            flips.add(numbers[from + 2 * step]);
            distances.add(numbers[from + 2 * step + 1]);
        }
        return Optional.of(new PictureFlips(flips, distances));
    }

    /** The same answers under the name by which the model is called now. */
    public FinishedSequence named(String name) {
        return new FinishedSequence(this, name);
    }

    /** Such as {@code resnet18 shot_noise_sequence:2}. */
    @Override
    public String toString() {
        return model + " " + sequence + ":" + level;
    }
}
