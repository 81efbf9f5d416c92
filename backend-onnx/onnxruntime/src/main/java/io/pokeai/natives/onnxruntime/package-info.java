/** Loads ONNX Runtime's native libraries once per process, from the engine's own folder. */
@Version("0.1.0")
@NullMarked
package io.pokeai.natives.onnxruntime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
