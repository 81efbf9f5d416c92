/**
 * Labels that may be wrong, found by confident learning from the answers of models that have not seen the rows.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.labels;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
