/** What the ONNX back end makes of a file's header. */
@NullMarked
package io.pokeai.backend.onnx.internal;

import org.jspecify.annotations.NullMarked;
