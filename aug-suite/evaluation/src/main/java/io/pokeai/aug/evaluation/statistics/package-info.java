/**
 * Intervals, ranks and draws that the other packages are made of: shares of counted rows, the bootstrap, the area under a ROC
 * curve. Nothing here knows a model.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
