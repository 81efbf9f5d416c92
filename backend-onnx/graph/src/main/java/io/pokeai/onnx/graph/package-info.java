/**
 * ONNX files as data; nothing here runs a model.
 *
 * <ul>
 *   <li>{@link io.pokeai.onnx.graph.OnnxHeader} is what a file says about itself, read without its weights;
 *   <li>{@link io.pokeai.onnx.graph.GraphBuilder} builds small models in memory;
 *   <li>{@link io.pokeai.onnx.graph.CheckpointGraph} makes one of a checkpoint, for {@link io.pokeai.onnx.graph.GraphSource}'s readers;
 *   <li>{@link io.pokeai.onnx.graph.TensorType}, {@link io.pokeai.onnx.graph.Dimension} and
 *       {@link io.pokeai.onnx.graph.ElementType} say what goes in and comes out.
 * </ul>
 */
@Version("0.1.0")
@NullMarked
package io.pokeai.onnx.graph;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.versioning.Version;
