/**
 * Evaluations to look at: plots and pages, and the files that they become in an artifacts folder.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.reports.EvaluationFiles}: the page and the plots of one model;
 *   <li>{@link io.pokeai.aug.reports.RobustnessReportFiles}: the page and the plots of models on corrupted pictures;
 *   <li>{@link io.pokeai.aug.reports.GateReportFile}: the page of a gate;
 *   <li>{@link io.pokeai.aug.reports.ComparisonFiles}: PokeAI's aggregated summaries, and the page and the plots of several models.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
