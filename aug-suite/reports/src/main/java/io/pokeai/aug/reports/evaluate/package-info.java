/**
 * A whole evaluation as one call: {@link io.pokeai.aug.reports.evaluate.ModelEvaluation} asks the model, measures, and writes every
 * file, as {@code pokeai evaluate} does.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports.evaluate;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
