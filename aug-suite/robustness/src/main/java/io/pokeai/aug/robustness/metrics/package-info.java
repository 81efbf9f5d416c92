/**
 * Robustness in numbers: which pictures a model has right in each cell, mean corruption errors with the denominators that they
 * were divided by, and intervals of them and of their differences. Start with {@link
 * io.pokeai.aug.robustness.metrics.CellAnswers} and {@link io.pokeai.aug.robustness.metrics.CorruptionMetric}; of sequences with {@link
 * io.pokeai.aug.robustness.metrics.PictureFlips}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.metrics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
