/**
 * Several models of an artifacts folder, side by side.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.reports.models.ModelComparison}: all that the files of an artifacts folder say about its models;
 *   <li>{@link io.pokeai.aug.reports.models.ComparedModel}: one of them;
 *   <li>{@link io.pokeai.aug.reports.models.TestedRows}: what a model answered, as far as comparisons need it;
 *   <li>{@link io.pokeai.aug.reports.models.ModelCost}: how long an answer takes, and how large the model is.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports.models;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
