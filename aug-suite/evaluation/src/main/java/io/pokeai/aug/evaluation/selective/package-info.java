/**
 * What happens when only confident answers count: risk and coverage.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.selective;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
