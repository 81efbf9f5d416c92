/**
 * Asks a model for every row of a table of pictures, so that a run can be interrupted, and writes PokeAI's files of it.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.evaluation.run.AskedModel}: the model that is asked; {@link io.pokeai.aug.evaluation.run.EngineModel} is a
 *       model of an engine, other implementations may ask a service or a cluster;
 *   <li>{@link io.pokeai.aug.evaluation.run.EvaluationRun}: the run, with its journal;
 *   <li>{@link io.pokeai.aug.evaluation.run.RunPredictions}: what it gave, kept in a file and not in memory;
 *   <li>{@link io.pokeai.aug.evaluation.run.AnswerJournal}: what was answered so far, for runs of other kinds, too;
 *   <li>{@link io.pokeai.aug.evaluation.run.TestFiles}: PokeAI's files of a test split, and those of out-of-fold predictions.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.run;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
