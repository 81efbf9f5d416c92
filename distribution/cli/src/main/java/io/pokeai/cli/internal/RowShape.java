package io.pokeai.cli.internal;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ScoreKind;

/**
 * What a row holds.
 *
 * @param model its name
 * @param labels its classes
 * @param output what its scores are; with probabilities there are no logits to show
 * @param top how many of the best classes
 * @param scores whether all scores are written
 */
record RowShape(String model, Labels labels, ScoreKind output, int top, boolean scores) {}
