/**
 * Whole robustness runs and gates as one call, as the commands and jobs make them.
 *
 * <ul>
 *   <li>{@link io.pokeai.aug.reports.run.ModelRobustness}: asks the models of a plan, and writes every file;
 *   <li>{@link io.pokeai.aug.reports.run.GateOutput}: writes the files of a gate;
 *   <li>{@link io.pokeai.aug.reports.run.InstalledBuild}: which engine is installed, for receipts.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.reports.run;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
