package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one step computes. Axis 0 of every value is the batch; pictures and maps are {@code [n, channels, height, width]},
 * float32. Tensors are named as in the state dict.
 *
 * <p><b>Source</b> the semantics are those of {@code torch.nn} 2.x in evaluation mode, with square windows.<br>
 * <b>Errors</b> {@code MODEL_INVALID} for settings that cannot be, for they may come from a file.
 */
public sealed interface Operator {
    /** The largest kernel, stride, padding or dilation. */
    int MAX_WINDOW = 1024;

    /** {@code Conv2d}: the weight is {@code [out, in / groups, kernel, kernel]}. */
    record Convolution(String weight, Optional<String> bias, int stride, int padding, int dilation, int groups)
            implements Operator {
        public Convolution {
            Objects.requireNonNull(weight);
            Objects.requireNonNull(bias);
            requireRange("stride", stride, 1, MAX_WINDOW);
            requireRange("padding", padding, 0, MAX_WINDOW);
            requireRange("dilation", dilation, 1, MAX_WINDOW);
            requireRange("groups", groups, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * {@code BatchNorm2d} with its running statistics: {@code (x - mean) / sqrt(variance + epsilon) * weight + bias}.
     *
     * @param momentum the share of the newest batch in the running statistics while it is trained, 0 to 1
     */
    record BatchNormalisation(String weight, String bias, String mean, String variance, double epsilon, double momentum)
            implements Operator {
        public BatchNormalisation {
            Objects.requireNonNull(weight);
            Objects.requireNonNull(bias);
            Objects.requireNonNull(mean);
            Objects.requireNonNull(variance);
            if (!(epsilon >= 0 && epsilon <= 1)) {
                throw invalid("epsilon " + epsilon, "0 to 1");
            }
            if (!(momentum >= 0 && momentum <= 1)) {
                throw invalid("momentum " + momentum, "0 to 1");
            }
        }
    }

    /** {@code Linear}: {@code [n, in]} to {@code [n, out]}, the weight is {@code [out, in]}. */
    record Linear(String weight, Optional<String> bias) implements Operator {
        public Linear {
            Objects.requireNonNull(weight);
            Objects.requireNonNull(bias);
        }
    }

    /** An element-wise function. */
    record Activation(Function function) implements Operator {
        public Activation {
            Objects.requireNonNull(function);
        }

        /** The functions. */
        public enum Function {
            /** {@code max(x, 0)}. */
            RELU,
            /** {@code min(max(x, 0), 6)}. */
            RELU6,
            /** {@code 1 / (1 + exp(-x))}. */
            SIGMOID,
            /** {@code x · sigmoid(x)}. */
            SILU,
            /** {@code min(max(x / 6 + 1/2, 0), 1)}. */
            HARD_SIGMOID,
            /** {@code x · hardSigmoid(x)}. */
            HARD_SWISH
        }
    }

    /** {@code MaxPool2d}; the size of the result is rounded down. */
    record MaxPool(int kernel, int stride, int padding) implements Operator {
        public MaxPool {
            requireRange("kernel", kernel, 1, MAX_WINDOW);
            requireRange("stride", stride, 1, MAX_WINDOW);
            requireRange("padding", padding, 0, kernel / 2);
        }
    }

    /**
     * {@code AdaptiveAvgPool2d}: cell i of {@code size} is the mean of the rows (columns)
     * {@code floor(i · in / size) … ceil((i + 1) · in / size) - 1}.
     */
    record AdaptiveAveragePool(int size) implements Operator {
        public AdaptiveAveragePool {
            requireRange("size", size, 1, MAX_WINDOW);
        }
    }

    /** {@code [n, …]} to {@code [n, product of the rest]}. */
    record Flatten() implements Operator {}

    /** The sum of two values of one shape. */
    record Add() implements Operator {}

    /** The product of two values; {@code [n, c, 1, 1]} counts for each pixel of {@code [n, c, h, w]}. */
    record Multiply() implements Operator {}

    /** All inputs one after the other along an axis. */
    record Concatenate(int axis) implements Operator {
        public Concatenate {
            requireAxis(axis);
        }
    }

    /** The part {@code from … to - 1} of an axis. */
    record Slice(int axis, int from, int to) implements Operator {
        public Slice {
            requireAxis(axis);
            requireRange("from", from, 0, Integer.MAX_VALUE);
            requireRange("to", to, from + 1, Integer.MAX_VALUE);
        }
    }

    /** Another view of the same elements: the sizes behind the batch, of which one may be {@link #REST}. */
    record Reshape(List<Integer> sizes) implements Operator {
        /** What the other sizes leave over. */
        public static final int REST = -1;

        public Reshape {
            sizes = List.copyOf(sizes);
            for (int size : sizes) {
                if (size != REST) {
                    requireRange("size", size, 1, Integer.MAX_VALUE);
                }
            }
        }
    }

    /** The elements of the first input in the shape of the second. */
    record ReshapeLike() implements Operator {}

    /** The same with the last two axes exchanged. */
    record TransposeLast() implements Operator {}

    /** {@code [n, …, a, b] × [n, …, b, c]} to {@code [n, …, a, c]}. */
    record MatrixProduct() implements Operator {}

    /** Each element times a number. */
    record Scale(double factor) implements Operator {
        public Scale {
            if (!Double.isFinite(factor)) {
                throw invalid("factor " + factor, "a finite number");
            }
        }
    }

    /** Exponentials divided by their sum along an axis. */
    record Softmax(int axis) implements Operator {
        public Softmax {
            requireAxis(axis);
        }
    }

    /** {@code Dropout}: while it is trained, elements are zeroed with a probability; otherwise it does nothing. */
    record Dropout(double probability) implements Operator {
        public Dropout {
            requireProbability(probability);
        }
    }

    /** torchvision's {@code StochasticDepth} of rows: while it is trained, whole pictures are zeroed; otherwise nothing. */
    record StochasticDepth(double probability) implements Operator {
        public StochasticDepth {
            requireProbability(probability);
        }
    }

    private static void requireAxis(int axis) {
        requireRange("axis", axis, 1, 3);
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw invalid("probability " + probability, "0 to 1");
        }
    }

    private static void requireRange(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw invalid(what + " " + value, least + " to " + most);
        }
    }

    private static EngineException invalid(String found, String allowed) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "a layer has " + found + ", which cannot be.",
                "Expected " + allowed + "; save the model again.");
    }
}
