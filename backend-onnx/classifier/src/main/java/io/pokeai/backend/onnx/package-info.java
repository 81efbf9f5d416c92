/** The ONNX back end: {@link io.pokeai.backend.onnx.OnnxClassifierFactory}. */
@Version("0.1.0")
@NullMarked
package io.pokeai.backend.onnx;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
