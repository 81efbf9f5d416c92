@NullMarked
package io.pokeai.onnx.quantization.internal.scheme;

import org.jspecify.annotations.NullMarked;
