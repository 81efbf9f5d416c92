package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.CellKey;

/**
 * A cell of a plan.
 *
 * @param model that is asked
 * @param severity of the corruption; 0 is the clean picture
 * @param key what the answers depend on
 */
public record PlannedCell(TestedModel model, PlannedCorruption corruption, int severity, CellKey key) {}
