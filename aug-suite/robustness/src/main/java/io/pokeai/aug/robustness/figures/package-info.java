/**
 * What the cells of a run say beyond the mean error: whether confidence can be trusted when pictures are corrupted, which classes
 * fall first, what wrong answers turn into, and which corruptions resemble the training.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.robustness.figures.RobustnessFigures}: all of it, made of a result;
 *   <li>{@link io.pokeai.aug.robustness.figures.ModelFigures}: of one model: {@link
 *       io.pokeai.aug.robustness.figures.CellFigures}, {@link io.pokeai.aug.robustness.figures.SeverityFigures}, {@link
 *       io.pokeai.aug.robustness.figures.ClassFigures}, {@link io.pokeai.aug.robustness.figures.ErrorSink}, {@link
 *       io.pokeai.aug.robustness.figures.Contamination};
 *   <li>{@link io.pokeai.aug.robustness.figures.RelativeRobustness}: of two models.
 * </ul>
 *
 * All intervals are at 95 %.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.figures;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
