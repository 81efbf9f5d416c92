package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.LearnerSettings;
import io.pokeai.djl.training.internal.picture.PictureChange;
import java.util.Optional;

/**
 * What a recipe comes to for one fold.
 *
 * @param epochs at most
 * @param learner how weights are changed
 * @param change of pictures; empty for not at all
 * @param pacing how fast it learns
 * @param judge which epoch is the best
 */
record Course(
        int epochs, LearnerSettings learner, Optional<? extends PictureChange> change, Pacing pacing, Judge judge) {}
