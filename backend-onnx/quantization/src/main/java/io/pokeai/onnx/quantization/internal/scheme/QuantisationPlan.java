package io.pokeai.onnx.quantization.internal.scheme;

import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.graph.NetworkNodes.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which values of a network become uint8, which of them share a scale, and which activations need no node any more.
 *
 * <p>A value is quantised when an operator makes or reads it that ONNX Runtime has in int8. A ReLU, or a clip to 0…6, behind a
 * layer disappears: its range begins at 0 and ends where the clip does, and quantisation saturates there. Values that an operator only
 * moves or selects keep the scale that they have.
 *
 * <p><b>Source</b> ONNX Runtime's QDQ transformer,
 * {@code onnxruntime/core/optimizer/qdq_transformer/selectors_actions}.<br>
 * <b>Threads</b> immutable.
 */
public final class QuantisationPlan {
    private static final Set<String> LAYERS = Set.of("Conv", "Gemm");
    private static final Set<String> ELEMENTWISE = Set.of("Add", "Mul", "Concat");
    private static final Set<String> MAPS = Set.of("AveragePool", "GlobalAveragePool", "Sigmoid");
    private static final Set<String> MOVES = Set.of("MaxPool", "Flatten", "Reshape", "Transpose", "Slice");
    private static final Set<String> BOUNDS = Set.of("Relu", "Clip");

    private final NetworkNodes network;
    private final FloatLayers floats;
    private final Map<String, Node> makers = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();
    private final Map<String, Node> absorbed = new HashMap<>();
    private final Set<String> quantised = new HashSet<>();
    private final Map<String, String> sources = new HashMap<>();

    /** Looks at a network. */
    public QuantisationPlan(NetworkNodes network, FloatLayers floats) {
        this.network = network;
        this.floats = floats;
        for (Node node : network.nodes()) {
            makers.put(node.output(), node);
            node.inputs()
                    .forEach(input -> readers.computeIfAbsent(input, each -> new ArrayList<>())
                            .add(node));
        }
        network.nodes().forEach(this::absorb);
        consider(network.input());
        network.nodes().stream().filter(node -> !isInside(node.output())).forEach(node -> consider(node.output()));
    }

    private void absorb(Node node) {
        if (!BOUNDS.contains(node.operator())) {
            return;
        }
        Node maker = makers.get(node.inputs().get(0));
        if (maker != null
                && (LAYERS.contains(maker.operator()) || maker.operator().equals("Add"))
                && isInteger(maker)
                && readers.getOrDefault(maker.output(), List.of()).size() == 1
                && startsAtZero(node)
                // The scores are not quantised, so nothing would saturate.
                && !node.output().equals(network.output())) {
            absorbed.put(maker.output(), node);
        }
    }

    private boolean startsAtZero(Node node) {
        if (node.operator().equals("Relu")) {
            return true;
        }
        NetworkNodes.Weights least = network.weights().get(node.inputs().get(1));
        return least != null && least.values().length == 1 && least.values()[0] == 0;
    }

    private void consider(String value) {
        Node maker = makers.get(value);
        if (maker != null
                && MOVES.contains(maker.operator())
                && quantised.contains(maker.inputs().get(0))) {
            if (!value.equals(network.output())) {
                quantised.add(value);
                sources.put(value, source(maker.inputs().get(0)));
            }
            return;
        }
        boolean made = maker != null && (isInteger(maker) || (bounded(maker) && isInteger(before(maker))));
        boolean read = readers.getOrDefault(value, List.of()).stream().anyMatch(this::isInteger);
        if ((made || read) && !value.equals(network.output())) {
            quantised.add(value);
            sources.put(value, value);
        }
    }

    private boolean bounded(Node node) {
        return BOUNDS.contains(node.operator())
                && absorbed.containsKey(node.inputs().get(0));
    }

    private Node before(Node node) {
        return Optional.ofNullable(makers.get(node.inputs().get(0))).orElseThrow();
    }

    /** Whether a value lies between a layer and the bound that it absorbs. */
    private boolean isInside(String value) {
        return absorbed.containsKey(value);
    }

    /** Whether ONNX Runtime computes the node in integers once its values are quantised. */
    boolean isInteger(Node node) {
        String operator = node.operator();
        if (LAYERS.contains(operator)) {
            return !(floats.first() && isFirst(node)) && !(floats.last() && isLast(node));
        }
        return MAPS.contains(operator)
                || (ELEMENTWISE.contains(operator)
                        && node.inputs().stream()
                                .noneMatch(input -> network.weights().containsKey(input)));
    }

    private boolean isFirst(Node node) {
        return node.inputs().get(0).equals(network.input());
    }

    private boolean isLast(Node node) {
        return node.output().equals(network.output());
    }

    /** Whether the node is a layer, with weights of its own. */
    boolean isLayer(Node node) {
        return LAYERS.contains(node.operator());
    }

    /** Whether the node needs no place in the quantised graph. */
    boolean isAbsorbed(Node node) {
        return bounded(node);
    }

    /** The value that a node makes, with the bound that it absorbs. */
    String made(Node node) {
        Node bound = absorbed.get(node.output());
        return bound == null ? node.output() : bound.output();
    }

    /** Whether a value is uint8 in the quantised graph. */
    boolean isQuantised(String value) {
        return quantised.contains(value);
    }

    /** The value whose scale a value has. */
    String source(String value) {
        return Optional.ofNullable(sources.get(value)).orElseThrow();
    }

    /** The values whose ranges have to be known, in the order of the network. */
    public List<String> measured() {
        Set<String> names = new LinkedHashSet<>();
        if (isQuantised(network.input())) {
            names.add(network.input());
        }
        for (Node node : network.nodes()) {
            if (isQuantised(node.output())) {
                names.add(source(node.output()));
            }
        }
        return List.copyOf(names);
    }

    NetworkNodes network() {
        return network;
    }

    /** How many layers have int8 weights, and how many there are. */
    public LayerCount layers() {
        List<Node> all = network.nodes().stream().filter(this::isLayer).toList();
        return new LayerCount((int) all.stream().filter(this::isInteger).count(), all.size());
    }

    /** Layers with int8 weights, of all layers. */
    public record LayerCount(int integer, int all) {}
}
