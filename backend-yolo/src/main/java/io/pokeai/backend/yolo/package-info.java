/** The back end for Ultralytics' classifiers: {@link io.pokeai.backend.yolo.YoloClassifierFactory}. */
@Version("0.1.0")
@NullMarked
package io.pokeai.backend.yolo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
