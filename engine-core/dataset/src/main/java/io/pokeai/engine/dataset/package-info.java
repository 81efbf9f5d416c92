/**
 * PokeAI's data sets: which pictures there are, and which of them train, validate and test.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.dataset.PictureTable}: rows of pictures and labels, as CSV;
 *   <li>{@link io.pokeai.engine.dataset.SplitSettings}, {@link io.pokeai.engine.dataset.DatasetSplit}: from a table to test
 *       rows, training rows and folds; scikit-learn's rows for scikit-learn's seed;
 *   <li>{@link io.pokeai.engine.dataset.ClassList}: the class names of {@code classes.txt}, in index order.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.dataset;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
