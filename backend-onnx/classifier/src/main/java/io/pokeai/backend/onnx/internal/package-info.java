/** What the ONNX back end makes of checkpoints. */
@NullMarked
package io.pokeai.backend.onnx.internal;

import org.jspecify.annotations.NullMarked;
