/**
 * How good a data set is: pictures that are there twice, labels that contradict each other, test pictures that were trained
 * on.
 *
 * <ul>
 *   <li>{@link io.pokeai.engine.dataset.quality.DataInspection}: inspects a data set, alone or while it is prepared;
 *   <li>{@link io.pokeai.engine.dataset.quality.QualityReport}: what it finds, in memory and as tables;
 *   <li>{@link io.pokeai.engine.dataset.quality.Twins}: which test pictures a model has seen in training.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.engine.dataset.quality;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
