/**
 * Plots of evaluations as PNG pictures, in one look.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.reports.plots.ConfusionOrder}, {@link io.pokeai.aug.reports.plots.ConfusionView}: which classes are
 *       shown, in which order; what does not fit becomes "(other)", so that sums stay right;
 *   <li>{@link io.pokeai.aug.reports.plots.ConfusionMap}: the heat map, readable at 149 classes;
 *   <li>{@link io.pokeai.aug.reports.plots.Charts}: reliability, classes, risk and coverage, models, cost and accuracy,
 *       curves of a training;
 *   <li>{@link io.pokeai.aug.reports.plots.ContactSheet}: pictures with their names;
 *   <li>{@link io.pokeai.aug.reports.plots.PlotFonts}: whether this computer can draw text at all.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports.plots;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
