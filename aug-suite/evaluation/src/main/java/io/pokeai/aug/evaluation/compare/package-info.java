/**
 * Whether one model is really better than another one: statistics of two models on the same rows.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.compare;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
