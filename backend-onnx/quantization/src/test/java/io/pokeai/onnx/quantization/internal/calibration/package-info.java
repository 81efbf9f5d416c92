@NullMarked
package io.pokeai.onnx.quantization.internal.calibration;

import org.jspecify.annotations.NullMarked;
