package io.pokeai.onnx.quantization.internal.scheme;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.ElementType;
import io.pokeai.onnx.graph.GraphBuilder;
import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.graph.NetworkNodes.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a network with {@code QuantizeLinear} and {@code DequantizeLinear} around its operators (QDQ), which a runtime fuses into
 * integer operators: activations uint8 with one scale, weights int8 with a scale for each output channel, biases int32.
 *
 * <p><b>Source</b> ONNX Runtime, <i>Quantize ONNX models</i>; Jacob et al., <i>Quantization and training of neural networks for
 * efficient integer-arithmetic-only inference</i> (2018), for the bias.<br>
 * <b>Threads</b> confined to one.
 */
public final class QuantisedGraph {
    private final QuantisationPlan plan;
    private final NetworkNodes network;
    private final Map<String, ActivationScale> scales;
    private final WeightBits bits;
    private final ScoreKind output;
    private final GraphBuilder graph;
    private final Set<String> written = new HashSet<>();

    private QuantisedGraph(
            QuantisationPlan plan,
            InputSpec input,
            Map<String, ActivationScale> scales,
            WeightBits bits,
            ScoreKind output) {
        this.output = output;
        this.plan = plan;
        this.network = plan.network();
        this.scales = scales;
        this.bits = bits;
        this.graph = CalibrationGraph.begin(network, input);
    }

    /**
     * The graph: its input is that of the network, its output is {@code logits} or {@code probabilities}, float32
     * {@code [batch, classes]}.
     *
     * @param scales of all values that {@link QuantisationPlan#measured} names
     * @param bits of the weights
     * @param output what the graph is to give
     * @throws EngineException {@code MODEL_INVALID} for weights that are not finite
     */
    public static GraphBuilder of(
            QuantisationPlan plan,
            InputSpec input,
            Map<String, ActivationScale> scales,
            WeightBits bits,
            ScoreKind output) {
        return new QuantisedGraph(plan, input, Map.copyOf(scales), bits, output).write();
    }

    private GraphBuilder write() {
        if (plan.isQuantised(network.input())) {
            quantise(network.input(), network.input());
        }
        for (Node node : network.nodes()) {
            if (plan.isAbsorbed(node)) {
                continue;
            }
            graph.add(
                    node.operator(),
                    inputs(node),
                    List.of(node.output()),
                    node.attributes().toArray(Attribute[]::new));
            if (plan.isQuantised(plan.made(node))) {
                quantise(node.output(), plan.made(node));
            }
        }
        String name = output.isLogits() ? "logits" : "probabilities";
        if (output.isLogits()) {
            graph.add("Identity", List.of(network.output()), List.of(name));
        } else if (output.isIndependent() || network.classes() == 1) {
            // The softmax of a single output would always be 1.
            graph.add("Sigmoid", List.of(network.output()), List.of(name));
        } else {
            graph.add("Softmax", List.of(network.output()), List.of(name), Attribute.of("axis", 1));
        }
        graph.output(name, Dimension.symbol("batch"), Dimension.of(network.classes()));
        return graph;
    }

    private List<String> inputs(Node node) {
        if (plan.isLayer(node) && plan.isInteger(node)) {
            return layer(node);
        }
        List<String> inputs = new ArrayList<>();
        for (String input : node.inputs()) {
            NetworkNodes.Weights weights = network.weights().get(input);
            if (weights != null && written.add(input)) {
                CalibrationGraph.add(graph, input, weights);
            }
            inputs.add(read(input));
        }
        return inputs;
    }

    /** The inputs of a layer in integers: the activation, the weights and the bias. */
    private List<String> layer(Node node) {
        String x = node.inputs().get(0);
        String name = node.inputs().get(1);
        NetworkNodes.Weights weights = weights(name);
        int channels = Math.toIntExact(weights.shape().get(0));
        Optional<String> biasName =
                node.inputs().size() > 2 ? Optional.of(node.inputs().get(2)) : Optional.empty();
        float input = scale(x).scale();
        ChannelWeights quantised = ChannelWeights.of(
                name,
                weights.values(),
                channels,
                biasName.map(bias -> weights(bias).values()),
                input,
                bits.limit());
        List<String> inputs = new ArrayList<>(List.of(read(x)));
        graph.initializer(
                name + "/int8", ElementType.INT8, quantised.values(), CalibrationGraph.dimensions(weights.shape()));
        graph.initializer(name + "/scale", quantised.scales(), channels);
        graph.initializer(name + "/zero", ElementType.INT8, new byte[channels], channels);
        inputs.add(dequantise(name, name + "/int8", Attribute.of("axis", 0)));
        quantised.bias().ifPresent(bias -> {
            String own = biasName.orElseThrow();
            graph.initializer(own + "/int32", bias, channels);
            graph.initializer(own + "/scale", quantised.biasScales(input), channels);
            graph.initializer(own + "/zero", new int[channels], channels);
            inputs.add(dequantise(own, own + "/int32", Attribute.of("axis", 0)));
        });
        return inputs;
    }

    private NetworkNodes.Weights weights(String name) {
        return EngineException.required(network.weights().get(name), "weights " + name);
    }

    private ActivationScale scale(String value) {
        return EngineException.required(scales.get(plan.source(value)), "scale of " + value);
    }

    private String read(String value) {
        return plan.isQuantised(value) ? value + "/float" : value;
    }

    /** Quantises a value and gives it back as float32, which is what a runtime fuses into the operators around. */
    private void quantise(String computed, String value) {
        ActivationScale scale = scale(value);
        graph.initializer(value + "/scale", new float[] {scale.scale()});
        graph.initializer(value + "/zero", ElementType.UINT8, new byte[] {(byte) scale.zeroPoint()});
        graph.add("QuantizeLinear", List.of(computed, value + "/scale", value + "/zero"), List.of(value + "/uint8"));
        dequantise(value, value + "/uint8");
    }

    private String dequantise(String name, String quantised, Attribute... attributes) {
        String value = name + "/float";
        graph.add("DequantizeLinear", List.of(quantised, name + "/scale", name + "/zero"), List.of(value), attributes);
        return value;
    }
}
