/** Loads the OpenCV that this jar holds: {@link io.pokeai.natives.opencv.OpenCvLibrary}. */
@Version("0.1.0")
@NullMarked
package io.pokeai.natives.opencv;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
