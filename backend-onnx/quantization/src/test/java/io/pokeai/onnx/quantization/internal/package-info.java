@NullMarked
package io.pokeai.onnx.quantization.internal;

import org.jspecify.annotations.NullMarked;
