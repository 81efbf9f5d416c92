/**
 * What is made of the cells of a robustness run: figures and files.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.robustness.report.SuiteError}: the error of a model over a suite, with what it is normalised by;
 *   <li>{@link io.pokeai.aug.robustness.report.SequenceFigures}: flip probabilities and top-5 distances, and their means;
 *   <li>{@link io.pokeai.aug.robustness.report.RobustnessFiles}: {@code robustness.json}, and PokeAI's files of its five
 *       augmentations;
 *   <li>{@link io.pokeai.aug.robustness.report.RunDisk}: what a run would take on the disk;
 *   <li>{@link io.pokeai.aug.robustness.report.PredictionFiles}: every probability, in the shapes of MAITE.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.report;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
