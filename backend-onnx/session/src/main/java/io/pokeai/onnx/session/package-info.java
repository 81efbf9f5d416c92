/** One ONNX graph as a classifier: {@link io.pokeai.onnx.session.OnnxClassifier#open}. */
@Version("0.1.0")
@NullMarked
package io.pokeai.onnx.session;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
