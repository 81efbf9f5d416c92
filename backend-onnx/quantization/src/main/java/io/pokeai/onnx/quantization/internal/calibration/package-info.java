/**
 * From what the activations of a network are to the ranges that they are quantised over: {@link
 * io.pokeai.onnx.quantization.internal.calibration.ActivationHistogram} and {@link
 * io.pokeai.onnx.quantization.internal.calibration.Calibrator}.
 */
@NullMarked
package io.pokeai.onnx.quantization.internal.calibration;

import org.jspecify.annotations.NullMarked;
