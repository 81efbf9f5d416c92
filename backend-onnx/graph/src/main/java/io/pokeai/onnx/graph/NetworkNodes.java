package io.pokeai.onnx.graph;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.network.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network as a list of ONNX nodes, for those who write another graph of it: the nodes that {@link NetworkGraph} writes, batch
 * normalisation folded into the convolutions.
 *
 * <p><b>Threads</b> immutable; the arrays are shared and must not be written to.
 *
 * @param input name of the pictures, float32 {@code [batch, 3, height, width]}
 * @param output name of the logits, {@code [batch, classes]}
 * @param nodes in the order in which they compute
 * @param weights the float32 constants that nodes read, by name
 * @param integers the int64 constants that nodes read, by name
 * @param classes how many logits a picture gets
 */
public record NetworkNodes(
        String input,
        String output,
        List<Node> nodes,
        Map<String, Weights> weights,
        Map<String, Integers> integers,
        int classes) {
    /** The collections are copied; their order stays. */
    public NetworkNodes {
        nodes = List.copyOf(nodes);
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        integers = Collections.unmodifiableMap(new LinkedHashMap<>(integers));
    }

    /**
     * One node.
     *
     * @param operator of ONNX, such as {@code Conv}
     * @param inputs names of values and constants
     * @param output the name of what it makes; all nodes of networks make one value
     * @param attributes as the operator's specification calls them
     */
    public record Node(String operator, List<String> inputs, String output, List<Attribute> attributes) {
        public Node {
            inputs = List.copyOf(inputs);
            attributes = List.copyOf(attributes);
        }
    }

    /** A float32 constant, row-major. */
    public static final class Weights {
        private final float[] values;
        private final List<Long> shape;

        Weights(float[] values, List<Long> shape) {
            this.values = values;
            this.shape = List.copyOf(shape);
        }

        /** The values themselves, not a copy. */
        public float[] values() {
            return values;
        }

        /** The sizes of the axes; none of a scalar. */
        public List<Long> shape() {
            return shape;
        }
    }

    /** An int64 constant, row-major. */
    public static final class Integers {
        private final long[] values;
        private final List<Long> shape;

        Integers(long[] values, List<Long> shape) {
            this.values = values;
            this.shape = List.copyOf(shape);
        }

        /** The values themselves, not a copy. */
        public long[] values() {
            return values;
        }

        /** The sizes of the axes; none of a scalar. */
        public List<Long> shape() {
            return shape;
        }
    }

    /**
     * The nodes of a network; all weights are in memory then.
     *
     * @param input what the pictures are: their size counts
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the network cannot take pictures of that size
     */
    public static NetworkNodes of(Network network, InputSpec input) {
        Recorder recorder = new Recorder();
        try {
            String output = new NetworkTranslation(network, input, recorder, recorder, "").write(Network.INPUT);
            return new NetworkNodes(
                    Network.INPUT, output, recorder.nodes, recorder.weights, recorder.integers, network.classes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what a translation writes. */
    private static final class Recorder implements NodeSink, WeightSink {
        private final List<Node> nodes = new ArrayList<>();
        private final Map<String, Weights> weights = new LinkedHashMap<>();
        private final Map<String, Integers> integers = new LinkedHashMap<>();

        @Override
        public NodeSink add(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
            nodes.add(new Node(operator, inputs, outputs.get(0), List.of(attributes)));
            return this;
        }

        @Override
        public NodeSink initializer(String name, float[] values, long... shape) {
            weights.put(name, new Weights(values, dimensions(shape)));
            return this;
        }

        @Override
        public NodeSink initializer(String name, long[] values, long... shape) {
            integers.put(name, new Integers(values, dimensions(shape)));
            return this;
        }

        @Override
        public void add(String name, WeightValues values, List<Long> shape) {
            float[] floats = new float[values.size()];
            values.read(0, FloatBuffer.wrap(floats));
            weights.put(name, new Weights(floats, shape));
        }

        private static List<Long> dimensions(long... shape) {
            return Arrays.stream(shape).boxed().toList();
        }
    }
}
