package io.pokeai.cli.internal;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelSpec.EnsembleRule;
import io.pokeai.engine.api.ScoreKind;
import java.util.List;

/**
 * What a row holds.
 *
 * @param model its name
 * @param labels its classes
 * @param output what its scores are; with probabilities there are no logits to show
 * @param top how many of the best classes
 * @param scores whether all scores are written
 * @param folds the numbers of an ensemble's folds; empty for a single model
 * @param perFold whether each fold is shown
 */
record RowShape(
        String model, Labels labels, ScoreKind output, int top, boolean scores, List<Integer> folds, boolean perFold) {
    static RowShape of(ModelSpec spec, int top, boolean scores, boolean perFold) {
        List<Integer> folds = spec.ensemble() == EnsembleRule.SINGLE ? List.of() : spec.foldNumbers();
        return new RowShape(spec.name(), spec.labels(), spec.output(), top, scores, folds, perFold && !folds.isEmpty());
    }

    boolean isEnsemble() {
        return !folds.isEmpty();
    }

    boolean logits() {
        return output.isLogits();
    }

    /** Whether a picture may have several labels. */
    boolean multiLabel() {
        return output.isIndependent();
    }
}
