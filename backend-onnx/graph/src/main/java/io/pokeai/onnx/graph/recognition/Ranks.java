package io.pokeai.onnx.graph.recognition;

import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.OnnxHeader.Constant;
import io.pokeai.onnx.graph.OnnxHeader.Maker;
import io.pokeai.onnx.graph.TensorType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many axes tensors have, as far as operators tell. <b>Threads</b> confined to one. */
final class Ranks {
    static final int UNKNOWN = -1;

    private static final int MAX_DEPTH = 40;

    private static final Set<String> AS_FIRST_INPUT = Set.of(
            "Identity",
            "Dropout",
            "Cast",
            "Softmax",
            "LogSoftmax",
            "Hardmax",
            "Sigmoid",
            "HardSigmoid",
            "Relu",
            "Clip",
            "Exp",
            "Log",
            "Neg",
            "Tanh",
            "Round",
            "QuantizeLinear",
            "DequantizeLinear",
            "Transpose",
            "Conv",
            "ConvInteger",
            "BatchNormalization",
            "LayerNormalization",
            "MaxPool",
            "AveragePool",
            "GlobalAveragePool",
            "GlobalMaxPool",
            "Concat",
            "Slice",
            "Split",
            "LeakyRelu",
            "Softplus",
            "com.microsoft:QLinearSoftmax",
            "com.microsoft:QLinearSigmoid",
            "com.microsoft:QLinearGlobalAveragePool");

    private static final Set<String> BROADCAST =
            Set.of("Add", "Sub", "Mul", "Div", "Min", "Max", "Sum", "Mean", "Pow", "Where", "MatMul", "MatMulInteger");

    private final OnnxHeader header;
    // Very many paths may lead to one tensor.
    private final Map<String, Integer> known = new HashMap<>();

    Ranks(OnnxHeader header) {
        this.header = header;
    }

    /** The rank; {@link #UNKNOWN} when it cannot be told. */
    int of(String tensor) {
        return of(tensor, MAX_DEPTH);
    }

    private int of(String tensor, int depth) {
        Integer rank = known.get(tensor);
        if (rank == null) {
            rank = found(tensor, depth);
            known.put(tensor, rank);
        }
        return rank;
    }

    private int found(String tensor, int depth) {
        Constant constant = header.constants().get(tensor);
        if (constant != null) {
            return constant.shape().size();
        }
        for (TensorType input : header.inputs()) {
            if (input.name().equals(tensor)) {
                return input.shape().map(List::size).orElse(UNKNOWN);
            }
        }
        Maker maker = header.makers().get(tensor);
        if (maker == null || maker.inputs().isEmpty() || depth == 0) {
            return UNKNOWN;
        }
        if (BROADCAST.contains(maker.operator())) {
            return broadcast(maker, depth);
        }
        return switch (maker.operator()) {
            case "Flatten", "Gemm" -> 2;
            case "If" -> branches(maker, depth);
            case "Reshape" -> length(maker, 1);
            case "Squeeze" -> plus(of(maker.input(0), depth - 1), -1, axes(maker));
            case "Unsqueeze" -> plus(of(maker.input(0), depth - 1), 1, axes(maker));
            case "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin" -> reduced(maker, depth);
            default -> AS_FIRST_INPUT.contains(maker.operator()) ? of(maker.input(0), depth - 1) : UNKNOWN;
        };
    }

    private int branches(Maker maker, int depth) {
        int first = maker.inputs().size() == 3 ? of(maker.input(1), depth - 1) : UNKNOWN;
        return first == of(maker.input(2), depth - 1) ? first : UNKNOWN;
    }

    private int broadcast(Maker maker, int depth) {
        int highest = 0;
        for (String input : maker.inputs()) {
            int rank = of(input, depth - 1);
            if (rank == UNKNOWN) {
                return UNKNOWN;
            }
            highest = Math.max(highest, rank);
        }
        return highest;
    }

    private int reduced(Maker maker, int depth) {
        int rank = of(maker.input(0), depth - 1);
        return keepsDimensions(maker) ? rank : plus(rank, -1, axes(maker));
    }

    static boolean keepsDimensions(Maker maker) {
        return maker.integer("keepdims").orElse(1L) != 0;
    }

    /** The axes that a node names, in an attribute or as its second input; empty when they are not known. */
    List<Long> axes(Maker maker) {
        List<Long> attribute = maker.integers().get("axes");
        if (attribute != null) {
            return attribute;
        }
        Constant constant = header.constants().get(maker.input(1));
        return constant == null
                ? List.of()
                : constant.numbers().stream().map(Double::longValue).toList();
    }

    private static int plus(int rank, int each, List<Long> axes) {
        return rank == UNKNOWN || axes.isEmpty() ? UNKNOWN : Math.max(0, rank + each * axes.size());
    }

    /** The number of values of a constant input, which is the rank of a {@code Reshape}. */
    private int length(Maker maker, int input) {
        Constant constant = header.constants().get(maker.input(input));
        return constant == null || constant.shape().size() != 1
                ? UNKNOWN
                : constant.shape().get(0).intValue();
    }
}
