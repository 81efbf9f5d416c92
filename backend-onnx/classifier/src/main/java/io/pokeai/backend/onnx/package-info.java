/** The ONNX back end: {@link io.pokeai.backend.onnx.OnnxClassifierFactory}. */
// Not imported: two builds of a back end in one framework must each use their own classes.
@Export(substitution = Substitution.NOIMPORT)
@Version("0.1.0")
@NullMarked
package io.pokeai.backend.onnx;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.bundle.Export.Substitution;
import org.osgi.annotation.versioning.Version;
