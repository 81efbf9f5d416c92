package io.pokeai.aug.robustness.cells;

/** Where the scores of finished cells are: they are read when they are asked for, so that many cells need no memory. */
@FunctionalInterface
public interface ScoreSource {
    /**
     * The scores of a cell.
     *
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when they are gone or damaged
     */
    CellScores scores(FinishedCell cell);
}
