package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;
import java.util.Optional;

/**
 * All that is kept of a cell.
 *
 * @param cell which rows are right
 * @param scores of the same rows
 * @param probabilities all of them, where they are kept; read while the cell is written
 */
public record AnsweredCell(FinishedCell cell, CellScores scores, Optional<ProbabilityRows> probabilities) {
    /** What a row takes on the disk, its two bits and its probabilities aside. */
    public static final int BYTES_EACH_ROW = RowScore.BYTES + Integer.BYTES;

    /** @throws EngineException {@code INVALID_ARGUMENT} when the number of rows differs */
    public AnsweredCell {
        if (cell.rows() != scores.rows()) {
            throw EngineException.invalidArgument(
                    cell + " has " + cell.rows() + " rows, and its scores have " + scores.rows() + ".",
                    "Give a score for each row.");
        }
    }

    /** Of a cell whose probabilities are not kept. */
    public AnsweredCell(FinishedCell cell, CellScores scores) {
        this(cell, scores, Optional.empty());
    }

    /** Of a cell whose scores were not kept. */
    public static AnsweredCell withoutScores(FinishedCell cell) {
        return new AnsweredCell(cell, CellScores.unknown(cell.rows()));
    }
}
