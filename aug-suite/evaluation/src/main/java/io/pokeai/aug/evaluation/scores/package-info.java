/**
 * What one pass over the answers gives: top-k accuracy, log loss, Brier score; the table of classes; what is taken for what.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.scores;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
