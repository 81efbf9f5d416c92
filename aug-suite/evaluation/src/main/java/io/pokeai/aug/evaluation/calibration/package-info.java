/**
 * Whether a confidence of 0.8 is right in 80 of 100 cases: reliability bins and calibration errors.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.aug.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
