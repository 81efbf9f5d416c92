/**
 * Everything about the answers of a model on one split, as one value and as {@code evaluation_<model>.json}.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.summary;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
