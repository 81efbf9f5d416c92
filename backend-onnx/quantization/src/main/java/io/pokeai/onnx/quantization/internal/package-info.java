/** {@code pokeai quantize}: calibrated on a data set, chosen by validation, written as files. */
@NullMarked
package io.pokeai.onnx.quantization.internal;

import org.jspecify.annotations.NullMarked;
