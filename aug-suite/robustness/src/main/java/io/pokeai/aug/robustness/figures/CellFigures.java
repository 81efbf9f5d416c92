package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.aug.robustness.metrics.Cell;
import java.util.Optional;

/**
 * One model under one corruption at one severity.
 *
 * @param cell which one; {@link Cell#CLEAN} for pictures as they are
 * @param accuracy right pictures of those that count
 * @param scores empty when the run that made the cell kept no scores
 */
public record CellFigures(Cell cell, Proportion accuracy, Optional<ScoreFigures> scores) {}
