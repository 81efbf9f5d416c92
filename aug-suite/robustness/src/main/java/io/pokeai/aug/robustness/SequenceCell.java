package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.CellKey;

/**
 * A cell of a plan that is a sequence.
 *
 * @param model that is asked
 * @param level of the sequence, from 1
 * @param key what the answers depend on
 */
public record SequenceCell(TestedModel model, PlannedSequence sequence, int level, CellKey key) {}
