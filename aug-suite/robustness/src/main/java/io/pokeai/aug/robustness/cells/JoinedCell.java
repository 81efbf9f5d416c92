package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cell that grows of its parts, in any order. A part that comes again, as from a machine that was thought to be lost, changes
 * nothing.
 *
 * <p><b>Threads</b> confined to one.
 */
public final class JoinedCell {
    private final String model;
    private final String augmentation;
    private final int severity;
    private final CellKey key;
    private final int rows;
    private final TreeMap<Integer, PartialCell> parts = new TreeMap<>();
    private int answered;

    /** @param rows of the data set */
    public JoinedCell(String model, String augmentation, int severity, CellKey key, int rows) {
        this.model = model;
        this.augmentation = augmentation;
        this.severity = severity;
        this.key = key;
        this.rows = rows;
    }

    /**
     * Adds rows.
     *
     * @throws EngineException {@code CONFLICT} when some of them are there with other answers; {@code INVALID_ARGUMENT} for rows that
     *     the data set does not have, or that overlap others
     */
    public void add(PartialCell part) {
        PartialCell before = parts.putIfAbsent(part.first(), part);
        if (before != null) {
            requireSame(before, part);
            return;
        }
        Map.Entry<Integer, PartialCell> below = parts.lowerEntry(part.first());
        Integer above = parts.higherKey(part.first());
        int end = part.first() + part.rows();
        boolean overlaps = (below != null && below.getKey() + below.getValue().rows() > part.first())
                || (above != null && above < end);
        if (overlaps || end > rows || part.rows() == 0) {
            parts.remove(part.first());
            throw EngineException.invalidArgument(
                    this + ": " + part + " do not fit among its " + rows + " rows.", "Cut each plan once.");
        }
        answered += part.rows();
    }

    private void requireSame(PartialCell before, PartialCell part) {
        if (!before.equals(part)) {
            throw new EngineException(
                    ErrorCode.CONFLICT,
                    this + ": two machines have answered " + part + " differently.",
                    "Use machines with the same processors and libraries, or robustness runs of one machine each.");
        }
    }

    /** Whether all rows are there. */
    public boolean isWhole() {
        return answered == rows;
    }

    /**
     * All of it.
     *
     * @throws IllegalStateException while rows are missing
     */
    public AnsweredCell whole() {
        if (!isWhole()) {
            throw new IllegalStateException(this + " has " + answered + " of " + rows + " rows");
        }
        BitSet counted = new BitSet(rows);
        BitSet right = new BitSet(rows);
        int[] predicted = new int[rows];
        List<RowScore> scores = new ArrayList<>(rows);
        for (PartialCell part : parts.values()) {
            for (int row = 0; row < part.rows(); row++) {
                int at = part.first() + row;
                counted.set(at, part.isCounted(row));
                right.set(at, part.isRight(row));
                predicted[at] = part.predicted(row);
                scores.add(part.score(row));
            }
        }
        FinishedCell cell = new FinishedCell(model, augmentation, severity, key, counted, right, predicted);
        int classes = parts.firstEntry().getValue().classes();
        return new AnsweredCell(
                cell,
                CellScores.of(scores),
                classes == 0 ? Optional.empty() : Optional.of(new ProbabilityRows(rows, classes, this::probabilities)));
    }

    private Optional<float[]> probabilities(int row) {
        Map.Entry<Integer, PartialCell> part = parts.floorEntry(row);
        return part.getValue().probabilities(row - part.getKey());
    }

    @Override
    public String toString() {
        return model + " under " + augmentation + (severity == 0 ? "" : ":" + severity);
    }
}
