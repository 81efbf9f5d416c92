/**
 * How good the answers of a classifier are, in scikit-learn's numbers.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.evaluation.ConfusionMatrix}: what was taken for what; everything else follows from it;
 *   <li>{@link io.pokeai.aug.evaluation.ClassScores}: precision, recall and F1 of each class, and their means;
 *   <li>{@link io.pokeai.aug.evaluation.ClassificationReport}: scikit-learn's report as text;
 *   <li>{@link io.pokeai.aug.evaluation.TestSummary}, {@link io.pokeai.aug.evaluation.SummaryTable}: PokeAI's summaries, and
 *       their aggregation;
 *   <li>{@link io.pokeai.aug.evaluation.PythonNumbers}: numbers as Python, NumPy and pandas print and read them.
 * </ul>
 *
 * <p>Nothing here knows an engine: answers come in as class indices and probabilities.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
