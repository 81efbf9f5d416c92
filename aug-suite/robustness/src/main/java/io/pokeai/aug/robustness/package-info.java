/**
 * Asks models about pictures under every corruption of a plan, so that a run can be interrupted at any moment.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.robustness.RobustnessPlan}: models × corruptions × severities × seed × pictures;
 *   <li>{@link io.pokeai.aug.robustness.PlannedSequence}: a sequence of frames of a plan, for flip probabilities;
 *   <li>{@link io.pokeai.aug.robustness.RobustnessRun}: the run, with its journal in {@code io.pokeai.aug.robustness.cells};
 *   <li>{@link io.pokeai.aug.robustness.PixelAnswers}: who is asked; {@link io.pokeai.aug.robustness.EngineAnswers} is an engine;
 *   <li>{@link io.pokeai.aug.robustness.CorruptedPictures}: the pictures of a run, as its models saw them;
 *   <li>{@link io.pokeai.aug.robustness.RobustnessResult}: the cells of the plan, and the rows that no figure counts.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
