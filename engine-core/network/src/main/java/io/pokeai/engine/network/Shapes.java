package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of all values of a network for pictures of one size; the batch (axis 0) is left out.
 *
 * <p><b>Threads</b> immutable.
 */
public final class Shapes {
    /** The largest value for one picture; 1 GiB. */
    public static final long MAX_ELEMENTS = 1L << 28;

    private final Network network;
    private final Map<String, List<Integer>> shapes = new HashMap<>();

    private Shapes(Network network) {
        this.network = network;
    }

    /** For square pictures. */
    public static Shapes of(Network network, int side) {
        return of(network, side, side);
    }

    /**
     * @param height of the pictures
     * @param width of the pictures
     * @throws EngineException {@code MODEL_INVALID} when steps do not fit together, or when a value vanishes or exceeds
     *     {@link #MAX_ELEMENTS}
     */
    public static Shapes of(Network network, int height, int width) {
        Shapes shapes = new Shapes(network);
        shapes.shapes.put(Network.INPUT, List.of(Image.CHANNELS, height, width));
        for (Step step : network.steps()) {
            List<Integer> shape = shapes.infer(step);
            requirePossible(step, shape);
            shapes.shapes.put(step.name(), shape);
        }
        if (!shapes.of(network.output()).equals(List.of(network.classes()))) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "the network gives " + shapes.of(network.output()) + " for a picture, expected " + network.classes()
                            + " logits.",
                    "This is not an image classifier.");
        }
        return shapes;
    }

    /** The shape of a value, without the batch. */
    public List<Integer> of(String value) {
        List<Integer> shape = shapes.get(value);
        if (shape == null) {
            throw new IllegalArgumentException("no value " + value);
        }
        return shape;
    }

    private List<Integer> infer(Step step) {
        List<List<Integer>> in = step.inputs().stream().map(this::of).toList();
        List<Integer> x = in.get(0);
        Operator operator = step.operator();
        if (operator instanceof Operator.Convolution convolution) {
            return convolved(step, convolution, requireMap(step, x));
        } else if (operator instanceof Operator.BatchNormalisation norm) {
            requireSize(step, sizeOf(norm.weight(), 0), requireMap(step, x).get(0));
            return x;
        } else if (operator instanceof Operator.Linear linear) {
            require(step, x.size() == 1, x);
            requireSize(step, sizeOf(linear.weight(), 1), x.get(0));
            return List.of(sizeOf(linear.weight(), 0));
        } else if (operator instanceof Operator.MaxPool pool) {
            requireMap(step, x);
            return List.of(x.get(0), pooled(pool, x.get(1)), pooled(pool, x.get(2)));
        } else if (operator instanceof Operator.AdaptiveAveragePool pool) {
            return List.of(requireMap(step, x).get(0), pool.size(), pool.size());
        } else if (operator instanceof Operator.Flatten) {
            return List.of(Math.toIntExact(elements(x)));
        } else if (operator instanceof Operator.Add) {
            require(step, x.equals(in.get(1)), in);
            return x;
        } else if (operator instanceof Operator.Multiply) {
            return multiplied(step, x, in.get(1));
        } else if (operator instanceof Operator.Concatenate concatenate) {
            return concatenated(step, concatenate.axis() - 1, in);
        } else if (operator instanceof Operator.Slice slice) {
            require(step, slice.axis() <= x.size() && slice.to() <= x.get(slice.axis() - 1), x);
            return with(x, slice.axis() - 1, slice.to() - slice.from());
        } else if (operator instanceof Operator.Reshape reshape) {
            return reshaped(step, reshape.sizes(), x);
        } else if (operator instanceof Operator.ReshapeLike) {
            require(step, elements(x) == elements(in.get(1)), in);
            return in.get(1);
        } else if (operator instanceof Operator.TransposeLast) {
            require(step, x.size() >= 2, x);
            List<Integer> turned = new ArrayList<>(x);
            Collections.swap(turned, x.size() - 2, x.size() - 1);
            return List.copyOf(turned);
        } else if (operator instanceof Operator.MatrixProduct) {
            List<Integer> y = in.get(1);
            int axes = x.size();
            require(step, axes >= 2 && y.size() == axes && x.get(axes - 1).equals(y.get(axes - 2)), in);
            require(step, x.subList(0, axes - 2).equals(y.subList(0, axes - 2)), in);
            return with(x, axes - 1, y.get(axes - 1));
        }
        return x; // element-wise
    }

    private List<Integer> convolved(Step step, Operator.Convolution convolution, List<Integer> x) {
        int kernel = sizeOf(convolution.weight(), 2);
        int filters = sizeOf(convolution.weight(), 0);
        require(step, kernel <= Operator.MAX_WINDOW && kernel == sizeOf(convolution.weight(), 3), x);
        require(step, filters % convolution.groups() == 0, x);
        requireSize(step, (long) sizeOf(convolution.weight(), 1) * convolution.groups(), x.get(0));
        return List.of(filters, convolved(convolution, kernel, x.get(1)), convolved(convolution, kernel, x.get(2)));
    }

    private static int convolved(Operator.Convolution convolution, int kernel, int size) {
        int reach = convolution.dilation() * (kernel - 1) + 1;
        return Math.floorDiv(size + 2 * convolution.padding() - reach, convolution.stride()) + 1;
    }

    private static int pooled(Operator.MaxPool pool, int size) {
        return Math.floorDiv(size + 2 * pool.padding() - pool.kernel(), pool.stride()) + 1;
    }

    private static List<Integer> multiplied(Step step, List<Integer> x, List<Integer> y) {
        if (x.equals(y)) {
            return x;
        }
        require(step, x.size() == 3 && y.size() == 3 && x.get(0).equals(y.get(0)), List.of(x, y));
        boolean first = x.get(1) == 1 && x.get(2) == 1;
        require(step, first || (y.get(1) == 1 && y.get(2) == 1), List.of(x, y));
        return first ? y : x;
    }

    private static List<Integer> concatenated(Step step, int axis, List<List<Integer>> in) {
        require(step, axis < in.get(0).size(), in);
        int sum = 0;
        for (List<Integer> part : in) {
            require(step, with(part, axis, 1).equals(with(in.get(0), axis, 1)), in);
            sum = Math.addExact(sum, part.get(axis));
        }
        return with(in.get(0), axis, sum);
    }

    private static List<Integer> reshaped(Step step, List<Integer> sizes, List<Integer> x) {
        long known = elements(
                sizes.stream().filter(size -> size != Operator.Reshape.REST).toList());
        int rest = sizes.indexOf(Operator.Reshape.REST);
        require(step, elements(x) % known == 0 && (rest >= 0 || elements(x) == known), x);
        return rest < 0 ? sizes : with(sizes, rest, Math.toIntExact(elements(x) / known));
    }

    private static List<Integer> with(List<Integer> shape, int axis, int size) {
        List<Integer> changed = new ArrayList<>(shape);
        changed.set(axis, size);
        return List.copyOf(changed);
    }

    private int sizeOf(String weight, int axis) {
        Tensor tensor = network.weight(weight);
        return Optional.of(tensor.shape())
                .filter(shape -> axis < shape.size())
                .map(shape -> Math.toIntExact(Math.min(shape.get(axis), Integer.MAX_VALUE)))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "tensor '" + weight + "' is " + tensor.shape() + ", which has too few axes.",
                        "Save the model again."));
    }

    private static long elements(List<Integer> shape) {
        long elements = 1;
        for (int size : shape) {
            elements = Math.multiplyExact(elements, (long) size);
        }
        return elements;
    }

    private static List<Integer> requireMap(Step step, List<Integer> x) {
        require(step, x.size() == 3, x);
        return x;
    }

    private static void requireSize(Step step, long expected, int found) {
        if (expected != found) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "layer '" + step.name() + "' takes " + expected + " channels, and is given " + found + ".",
                    "The tensors of the file do not fit together; save the model again.");
        }
    }

    private static void requirePossible(Step step, List<Integer> shape) {
        double elements = 1;
        boolean vanishes = false;
        for (int size : shape) {
            vanishes |= size < 1;
            elements *= size;
        }
        if (vanishes || elements > MAX_ELEMENTS) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "layer '" + step.name() + "' makes values of shape " + shape + ", which cannot be.",
                    vanishes ? "Use larger pictures." : "Use smaller pictures.");
        }
    }

    private static void require(Step step, boolean fits, List<?> shapes) {
        if (!fits) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "layer '" + step.name() + "' (" + step.operator() + ") cannot take values of shape " + shapes + ".",
                    "The tensors of the file do not fit together; save the model again.");
        }
    }
}
