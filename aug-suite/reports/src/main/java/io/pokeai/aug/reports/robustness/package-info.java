/**
 * The page of a robustness run, and the page of a gate: what models answer about corrupted pictures, to look at.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.reports.robustness.RobustnessPage}: a run, from one sentence down to single pictures;
 *   <li>{@link io.pokeai.aug.reports.robustness.RobustnessContent}: what that page is made of;
 *   <li>{@link io.pokeai.aug.reports.robustness.GatePage}: a verdict, the cells and the pictures behind it;
 *   <li>{@link io.pokeai.aug.reports.robustness.CellPictures}: where pictures come from.
 * </ul>
 *
 * <p>The pages have the frame of {@code io.pokeai.aug.reports.pages}, and its protections.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports.robustness;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
