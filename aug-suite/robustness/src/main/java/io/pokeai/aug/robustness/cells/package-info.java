/**
 * What a robustness run leaves: its finished cells, for reports, gates and later runs.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.robustness.cells.RobustnessCells}: reads the folder of a run;
 *   <li>{@link io.pokeai.aug.robustness.cells.FinishedCell}: one model, one corruption, one severity, with what was answered for
 *       each picture;
 *   <li>{@link io.pokeai.aug.robustness.cells.CellScores}: probabilities, disagreement of the folds and digests of the pixels, for
 *       each picture;
 *   <li>{@link io.pokeai.aug.robustness.cells.FinishedSequences}, {@link io.pokeai.aug.robustness.cells.FinishedSequence}: the same
 *       of sequences, with the flips of each picture;
 *   <li>{@link io.pokeai.aug.robustness.cells.StoredProbabilities}: all probabilities of each picture, where a run keeps them;
 *   <li>{@link io.pokeai.aug.robustness.cells.CellKey}: all that the answers of a cell depend on;
 *   <li>{@link io.pokeai.aug.robustness.cells.RunNames}: which pictures the rows are, and which classes the indices;
 *   <li>{@link io.pokeai.aug.robustness.cells.CellJournal}: where a run adds cells.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.cells;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
