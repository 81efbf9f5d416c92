package io.pokeai.onnx.graph;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.Operator;
import io.pokeai.engine.network.Operator.Activation.Function;
import io.pokeai.engine.network.Shapes;
import io.pokeai.engine.network.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes the steps of one network as ONNX nodes, operator by operator. A batch normalisation behind a convolution becomes
 * part of it, see {@link FoldedConvolution}.
 *
 * <p><b>Source</b> ONNX operators of {@link GraphBuilder#DEFAULT_OPSET}.
 */
final class NetworkTranslation {
    private static final float HARD_SIGMOID_SLOPE = 1f / 6f;
    private static final float HARD_SIGMOID_OFFSET = 0.5f;
    private static final float RELU6_BOUND = 6f;

    private final Network network;
    private final Shapes shapes;
    private final NodeSink graph;
    private final WeightSink weights;
    private final String prefix;
    private final Map<String, Step> normalisations;
    /** The name in the graph of each value of the network. */
    private final Map<String, String> values = new HashMap<>();

    /**
     * @param input what the pictures are: their size counts
     * @param prefix of all names, so that several networks fit into one graph
     */
    NetworkTranslation(Network network, InputSpec input, NodeSink graph, WeightSink weights, String prefix) {
        this.network = network;
        this.shapes = Shapes.of(network, input.height(), input.width());
        this.graph = graph;
        this.weights = weights;
        this.prefix = prefix;
        this.normalisations = FoldedConvolution.foldable(network);
    }

    /**
     * Adds all nodes.
     *
     * @param input name of the pictures in the graph
     * @return name of the logits
     */
    String write(String input) throws IOException {
        values.put(Network.INPUT, input);
        for (Step step : network.steps()) {
            // What was folded has its value already.
            if (!values.containsKey(step.name())) {
                values.put(step.name(), node(step));
            }
        }
        return value(network.output());
    }

    private String value(String name) {
        return Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no value " + name));
    }

    private String node(Step step) throws IOException {
        String x = value(step.inputs().get(0));
        List<Integer> shape = shapes.of(step.inputs().get(0));
        Operator operator = step.operator();
        if (operator instanceof Operator.Convolution convolution) {
            return convolution(step, convolution, x);
        } else if (operator instanceof Operator.BatchNormalisation norm) {
            return normalisation(step, norm, x);
        } else if (operator instanceof Operator.Linear linear) {
            return linear(step, linear, x);
        } else if (operator instanceof Operator.Activation activation) {
            return activation(step, activation.function(), x);
        } else if (operator instanceof Operator.MaxPool pool) {
            return add(
                    step,
                    "MaxPool",
                    List.of(x),
                    Attribute.ofList("kernel_shape", pool.kernel(), pool.kernel()),
                    Attribute.ofList("strides", pool.stride(), pool.stride()),
                    Attribute.ofList("pads", pool.padding(), pool.padding(), pool.padding(), pool.padding()));
        } else if (operator instanceof Operator.AdaptiveAveragePool pool) {
            return adaptivePool(step, pool.size(), x, shape);
        } else if (operator instanceof Operator.Flatten) {
            return add(step, "Flatten", List.of(x), Attribute.of("axis", 1));
        } else if (operator instanceof Operator.Add) {
            return add(step, "Add", inputs(step));
        } else if (operator instanceof Operator.Multiply) {
            return add(step, "Mul", inputs(step));
        } else if (operator instanceof Operator.Concatenate concatenate) {
            return add(step, "Concat", inputs(step), Attribute.of("axis", concatenate.axis()));
        } else if (operator instanceof Operator.Slice slice) {
            return add(
                    step,
                    "Slice",
                    List.of(
                            x,
                            integers(step, "from", slice.from()),
                            integers(step, "to", slice.to()),
                            integers(step, "axis", slice.axis())));
        } else if (operator instanceof Operator.Reshape || operator instanceof Operator.ReshapeLike) {
            return add(step, "Reshape", List.of(x, integers(step, "shape", withBatch(shapes.of(step.name())))));
        } else if (operator instanceof Operator.TransposeLast) {
            int[] axes = IntStream.rangeClosed(0, shape.size()).toArray();
            axes[shape.size()] = shape.size() - 1;
            axes[shape.size() - 1] = shape.size();
            return add(step, "Transpose", List.of(x), Attribute.ofList("perm", axes));
        } else if (operator instanceof Operator.MatrixProduct) {
            return add(step, "MatMul", inputs(step));
        } else if (operator instanceof Operator.Scale scale) {
            return add(step, "Mul", List.of(x, scalar(step, "factor", (float) scale.factor())));
        } else if (operator instanceof Operator.Softmax softmax) {
            return add(step, "Softmax", List.of(x), Attribute.of("axis", softmax.axis()));
        } else if (operator instanceof Operator.Dropout || operator instanceof Operator.StochasticDepth) {
            return x;
        }
        throw new IllegalStateException("no translation of " + operator);
    }

    private String convolution(Step step, Operator.Convolution convolution, String x) throws IOException {
        Optional<Step> normalisation = Optional.ofNullable(normalisations.get(step.name()));
        FoldedConvolution folded = FoldedConvolution.of(network, convolution, normalisation);
        List<String> inputs = new ArrayList<>(List.of(x, prefix + convolution.weight()));
        List<Long> shape = network.weight(convolution.weight()).shape();
        weights.add(prefix + convolution.weight(), folded.weight(), shape);
        if (folded.bias().isPresent()) {
            String bias = prefix + convolution.bias().orElse(step.name() + ".bias");
            weights.add(bias, WeightValues.of(folded.bias().get()), List.of(shape.get(0)));
            inputs.add(bias);
        }
        int kernel = Math.toIntExact(shape.get(2));
        int padding = convolution.padding();
        String y = add(
                step,
                "Conv",
                inputs,
                Attribute.ofList("kernel_shape", kernel, kernel),
                Attribute.ofList("strides", convolution.stride(), convolution.stride()),
                Attribute.ofList("pads", padding, padding, padding, padding),
                Attribute.ofList("dilations", convolution.dilation(), convolution.dilation()),
                Attribute.of("group", convolution.groups()));
        normalisation.ifPresent(norm -> values.put(norm.name(), y));
        return y;
    }

    private String normalisation(Step step, Operator.BatchNormalisation norm, String x) throws IOException {
        return add(
                step,
                "BatchNormalization",
                List.of(x, weight(norm.weight()), weight(norm.bias()), weight(norm.mean()), weight(norm.variance())),
                Attribute.of("epsilon", (float) norm.epsilon()));
    }

    private String linear(Step step, Operator.Linear linear, String x) throws IOException {
        List<String> inputs = new ArrayList<>(List.of(x, weight(linear.weight())));
        if (linear.bias().isPresent()) {
            inputs.add(weight(linear.bias().get()));
        }
        return add(step, "Gemm", inputs, Attribute.of("transB", 1));
    }

    private String activation(Step step, Function function, String x) {
        return switch (function) {
            case RELU -> add(step, "Relu", List.of(x));
            case RELU6 -> add(step, "Clip", List.of(x, scalar(step, "min", 0), scalar(step, "max", RELU6_BOUND)));
            case SIGMOID -> add(step, "Sigmoid", List.of(x));
            case SILU -> add(step, "Mul", List.of(x, sigmoid(step, x)));
            case HARD_SIGMOID ->
                add(
                        step,
                        "HardSigmoid",
                        List.of(x),
                        Attribute.of("alpha", HARD_SIGMOID_SLOPE),
                        Attribute.of("beta", HARD_SIGMOID_OFFSET));
            case HARD_SWISH -> add(step, "HardSwish", List.of(x));
        };
    }

    private String sigmoid(Step step, String x) {
        String name = prefix + step.name() + ".sigmoid";
        graph.add("Sigmoid", List.of(x), List.of(name));
        return name;
    }

    private String adaptivePool(Step step, int size, String x, List<Integer> in) throws IOException {
        int height = in.get(1);
        int width = in.get(2);
        if (size == 1) {
            return add(step, "GlobalAveragePool", List.of(tileMeans(step, x, height, width)));
        }
        if (size == height && size == width) {
            return x;
        }
        // The mean over rows and columns is linear in both: one matrix from each side.
        String rows = prefix + step.name() + ".rows";
        String columns = prefix + step.name() + ".columns";
        graph.initializer(rows, AdaptivePool.matrix(height, size, false), size, height);
        graph.initializer(columns, AdaptivePool.matrix(width, size, true), width, size);
        String y = prefix + step.name() + ".by_rows";
        graph.add("MatMul", List.of(rows, x), List.of(y));
        return add(step, "MatMul", List.of(y, columns));
    }

    /**
     * The means of equal square tiles. ONNX Runtime sums a map one element after the other: over the 12,544 of an
     * EfficientNet's first block this loses a decimal digit, over tiles and then their means it does not.
     */
    private String tileMeans(Step step, String x, int height, int width) {
        int tile = height == width ? AdaptivePool.tile(height) : 1;
        if (tile == 1) {
            return x;
        }
        String name = prefix + step.name() + ".tiles";
        graph.add(
                "AveragePool",
                List.of(x),
                List.of(name),
                Attribute.ofList("kernel_shape", tile, tile),
                Attribute.ofList("strides", tile, tile));
        return name;
    }

    private String add(Step step, String operator, List<String> inputs, Attribute... attributes) {
        String name = prefix + step.name();
        graph.add(operator, inputs, List.of(name), attributes);
        return name;
    }

    private List<String> inputs(Step step) {
        return step.inputs().stream().map(this::value).toList();
    }

    private String weight(String tensor) throws IOException {
        weights.add(
                prefix + tensor,
                WeightValues.of(network.weight(tensor)),
                network.weight(tensor).shape());
        return prefix + tensor;
    }

    private String integers(Step step, String what, long... numbers) {
        String name = prefix + step.name() + "." + what;
        graph.initializer(name, numbers, numbers.length);
        return name;
    }

    private String scalar(Step step, String what, float number) {
        String name = prefix + step.name() + "." + what;
        graph.initializer(name, new float[] {number});
        return name;
    }

    /** A shape for {@code Reshape}, where 0 keeps the batch as it is. */
    private static long[] withBatch(List<Integer> shape) {
        return IntStream.concat(IntStream.of(0), shape.stream().mapToInt(Integer::intValue))
                .asLongStream()
                .toArray();
    }
}
