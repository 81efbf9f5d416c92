package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.EngineException;

/**
 * All that is kept of a cell.
 *
 * @param cell which rows are right
 * @param scores of the same rows
 */
public record AnsweredCell(FinishedCell cell, CellScores scores) {
    /** @throws EngineException {@code INVALID_ARGUMENT} when the number of rows differs */
    public AnsweredCell {
        if (cell.rows() != scores.rows()) {
            throw EngineException.invalidArgument(
                    cell + " has " + cell.rows() + " rows, and its scores have " + scores.rows() + ".",
                    "Give a score for each row.");
        }
    }

    /** Of a cell whose scores were not kept. */
    public static AnsweredCell withoutScores(FinishedCell cell) {
        return new AnsweredCell(cell, CellScores.unknown(cell.rows()));
    }
}
