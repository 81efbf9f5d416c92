/**
 * The scheme of quantisation: {@link io.pokeai.onnx.quantization.internal.scheme.ActivationScale} for activations, {@link
 * io.pokeai.onnx.quantization.internal.scheme.ChannelWeights} for weights, and {@link
 * io.pokeai.onnx.quantization.internal.scheme.QuantisedGraph}, the graph that has them.
 */
@NullMarked
package io.pokeai.onnx.quantization.internal.scheme;

import org.jspecify.annotations.NullMarked;
