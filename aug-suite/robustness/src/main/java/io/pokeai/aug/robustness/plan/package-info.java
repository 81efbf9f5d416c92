/**
 * Plans of robustness runs as files.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.robustness.plan.PlanFile}: what a run is to do, as people write it;
 *   <li>{@link io.pokeai.aug.robustness.plan.PlanChoice}: what that means with the corruptions that are installed;
 *   <li>{@link io.pokeai.aug.robustness.plan.PictureChoice}: which pictures a run means;
 *   <li>{@link io.pokeai.aug.robustness.plan.WrittenPlan}: the plan that a run has followed;
 *   <li>{@link io.pokeai.aug.robustness.plan.FileFields}: reads JSON files that people may have changed, and says what is wrong.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.robustness.plan;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
