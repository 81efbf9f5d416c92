/** A training from its first epoch to its files: recipe, schedule, folds, what is kept to go on after an interruption. */
@NullMarked
package io.pokeai.djl.training.internal.run;

import org.jspecify.annotations.NullMarked;
