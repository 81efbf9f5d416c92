package io.pokeai.onnx.quantization.internal.scheme;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.ElementType;
import io.pokeai.onnx.graph.GraphBuilder;
import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.graph.NetworkNodes.Node;
import io.pokeai.onnx.graph.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network in float32 that also gives values from its inside. */
public final class CalibrationGraph {
    private CalibrationGraph() {}

    /**
     * The bytes of the graph; its outputs are the logits and these values, each by its own name.
     *
     * @param measured names of values of nodes, or of the input, which is not given again
     */
    public static byte[] toModel(NetworkNodes network, InputSpec input, List<String> measured) {
        GraphBuilder graph = begin(network, input);
        network.weights().forEach((name, weights) -> add(graph, name, weights));
        for (Node node : network.nodes()) {
            graph.add(
                    node.operator(),
                    node.inputs(),
                    List.of(node.output()),
                    node.attributes().toArray(Attribute[]::new));
        }
        graph.output(open(network.output()));
        measured.stream()
                .filter(name -> !name.equals(network.input()) && !name.equals(network.output()))
                .forEach(name -> graph.output(open(name)));
        return graph.toModel();
    }

    /** A graph with the input and the integer constants of a network. */
    static GraphBuilder begin(NetworkNodes network, InputSpec input) {
        GraphBuilder graph = new GraphBuilder("network");
        graph.input(
                network.input(),
                Dimension.symbol("batch"),
                Dimension.of(3),
                Dimension.of(input.height()),
                Dimension.of(input.width()));
        for (Map.Entry<String, NetworkNodes.Integers> each : network.integers().entrySet()) {
            graph.initializer(
                    each.getKey(),
                    each.getValue().values(),
                    dimensions(each.getValue().shape()));
        }
        return graph;
    }

    static void add(GraphBuilder graph, String name, NetworkNodes.Weights weights) {
        graph.initializer(name, weights.values(), dimensions(weights.shape()));
    }

    static long[] dimensions(List<Long> shape) {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    private static TensorType open(String name) {
        return new TensorType(name, Optional.of(ElementType.FLOAT), Optional.empty());
    }
}
