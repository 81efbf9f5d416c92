/**
 * What an ONNX file is as a model: {@link io.pokeai.onnx.graph.recognition.OnnxRecognition} makes its specification, from what is
 * declared beside it, from its header and from the usual; {@link io.pokeai.onnx.graph.recognition.OnnxExport} writes a
 * model that is recognised as the same.
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.onnx.graph.recognition;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
