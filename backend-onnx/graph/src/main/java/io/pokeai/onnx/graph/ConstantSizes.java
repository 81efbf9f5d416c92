package io.pokeai.onnx.graph;

import java.util.List;
import java.util.Map;

/**
 * How large a tensor a node makes, when it can be seen from constants alone.
 *
 * <p>A file of 200 bytes can ask for terabytes ({@code ConstantOfShape}); a runtime may try that already while it opens
 * the model.
 */
final class ConstantSizes {
    // Its square fits a long.
    private static final long MAX_SAFE_SIDE = 1L << 31;

    private final Map<String, StoredTensor> constants;

    ConstantSizes(Map<String, StoredTensor> constants) {
        this.constants = constants;
    }

    /**
     * A lower bound of the elements that the node makes; 0 when it cannot be seen.
     *
     * @param attributes those that are integers
     */
    long of(String operator, List<String> inputs, Map<String, List<Long>> attributes) {
        long rim = rim(attributes.getOrDefault("pads", List.of()));
        return switch (operator) {
            case "ConstantOfShape" -> product(integers(inputs, 0));
            // Expand broadcasts and Tile multiplies, so the sizes that they are given are a lower bound.
            case "Expand", "Tile" -> product(positive(integers(inputs, 1)));
            case "OneHot" -> product(integers(inputs, 1));
            case "Range" -> range(integers(inputs, 0), integers(inputs, 1), integers(inputs, 2));
            case "Pad" -> Math.max(rim, rim(integers(inputs, 1)));
            case "Resize" -> product(positive(integers(inputs, 3)));
            case "RandomNormal", "RandomUniform" -> product(attributes.getOrDefault("shape", List.of()));
            default -> rim;
        };
    }

    /** What padding alone adds: the pads of two axes make an area. */
    private static long rim(List<Long> pads) {
        long widest = 0;
        for (long pad : pads) {
            widest = Math.max(widest, Math.abs(pad));
        }
        return widest > MAX_SAFE_SIDE ? Long.MAX_VALUE : widest * widest;
    }

    /** The product; {@link Long#MAX_VALUE} when it does not fit, -1 when an axis is negative, 1 for a scalar. */
    static long product(List<Long> shape) {
        if (shape.stream().anyMatch(size -> size < 0)) {
            return -1;
        }
        if (shape.contains(0L)) {
            return 0;
        }
        long elements = 1;
        for (long size : shape) {
            if (elements > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            elements *= size;
        }
        return elements;
    }

    private static List<Long> positive(List<Long> values) {
        return values.stream().filter(value -> value > 0).toList();
    }

    private static long range(List<Long> start, List<Long> limit, List<Long> step) {
        if (start.size() != 1 || limit.size() != 1 || step.size() != 1 || step.get(0) == 0) {
            return 0;
        }
        double count = ((double) limit.get(0) - start.get(0)) / step.get(0);
        return Math.max(0, (long) Math.ceil(count));
    }

    private List<Long> integers(List<String> inputs, int index) {
        if (index < 0 || index >= inputs.size()) {
            return List.of();
        }
        StoredTensor tensor = constants.get(inputs.get(index));
        return tensor == null ? List.of() : tensor.integers();
    }
}
