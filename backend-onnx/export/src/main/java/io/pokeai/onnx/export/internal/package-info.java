/** The command that writes models as ONNX files. */
@NullMarked
package io.pokeai.onnx.export.internal;

import org.jspecify.annotations.NullMarked;
