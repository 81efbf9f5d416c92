package io.pokeai.djl.blocks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.pokeai.engine.network.Operator;
import io.pokeai.engine.network.Shapes;
import io.pokeai.engine.network.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Translates the operators of a network one by one; each computes what PyTorch computes.
 *
 * <p><b>Source</b> {@code torch.nn.functional} 2.7: each function in evaluation mode, or as the {@link Regime} says.
 */
final class LayerTranslation {
    private final Shapes shapes;
    private final Function<String, NDArray> tensors;
    private final Regime regime;

    /** @param tensors copies a tensor of the network; asked once for each that a step names */
    LayerTranslation(Shapes shapes, Function<String, NDArray> tensors, Regime regime) {
        this.shapes = shapes;
        this.tensors = tensors;
        this.regime = regime;
    }

    /** The layer of a step; empty if the step leaves its input as it is. */
    Optional<Layer> layer(Step step) {
        return Optional.ofNullable(translate(step));
    }

    private @Nullable Layer translate(Step step) {
        Operator operator = step.operator();
        if (operator instanceof Operator.Convolution convolution) {
            return convolution(convolution);
        } else if (operator instanceof Operator.BatchNormalisation norm) {
            return normalisation(norm);
        } else if (operator instanceof Operator.Linear linear) {
            NDArray weight = weight(linear.weight());
            @Nullable NDArray bias = linear.bias().map(this::weight).orElse(null);
            return in -> Linear.linear(in.get(0), weight, bias).singletonOrThrow();
        } else if (operator instanceof Operator.Activation activation) {
            return in -> activated(activation.function(), in.get(0));
        } else if (operator instanceof Operator.MaxPool pool) {
            Shape kernel = square(pool.kernel());
            Shape stride = square(pool.stride());
            Shape padding = square(pool.padding());
            return in -> Pool.maxPool2d(in.get(0), kernel, stride, padding, false);
        } else if (operator instanceof Operator.AdaptiveAveragePool pool) {
            List<Integer> map = shapes.of(step.inputs().get(0));
            boolean isSame = map.get(1) == pool.size() && map.get(2) == pool.size();
            return isSame ? null : in -> JniUtils.adaptiveAvgPool((PtNDArray) in.get(0), square(pool.size()));
        } else if (operator instanceof Operator.Flatten
                || operator instanceof Operator.Reshape
                || operator instanceof Operator.ReshapeLike) {
            long[] sizes = withBatch(shapes.of(step.name()));
            return in -> in.get(0).reshape(new Shape(sizes));
        } else if (operator instanceof Operator.Add) {
            return in -> in.get(0).add(in.get(1));
        } else if (operator instanceof Operator.Multiply) {
            return in -> in.get(0).mul(in.get(1));
        } else if (operator instanceof Operator.Concatenate concatenate) {
            return in -> NDArrays.concat(new NDList(in), concatenate.axis());
        } else if (operator instanceof Operator.Slice slice) {
            return in -> in.get(0).get(slice(slice));
        } else if (operator instanceof Operator.TransposeLast) {
            int last = shapes.of(step.name()).size();
            return in -> in.get(0).swapAxes(last - 1, last);
        } else if (operator instanceof Operator.MatrixProduct) {
            return in -> in.get(0).matMul(in.get(1));
        } else if (operator instanceof Operator.Scale scale) {
            return in -> scaled(in.get(0), (float) scale.factor());
        } else if (operator instanceof Operator.Softmax softmax) {
            return in -> in.get(0).softmax(softmax.axis());
        } else if (operator instanceof Operator.Dropout dropout) {
            return regime.dropout(dropout.probability()).orElse(null);
        } else if (operator instanceof Operator.StochasticDepth depth) {
            return regime.stochasticDepth(depth.probability()).orElse(null);
        }
        throw new IllegalStateException("no translation of " + operator);
    }

    private Layer convolution(Operator.Convolution convolution) {
        NDArray weight = weight(convolution.weight());
        @Nullable NDArray bias = convolution.bias().map(this::weight).orElse(null);
        Shape stride = square(convolution.stride());
        Shape padding = square(convolution.padding());
        Shape dilation = square(convolution.dilation());
        return in -> Conv2d.conv2d(in.get(0), weight, bias, stride, padding, dilation, convolution.groups())
                .singletonOrThrow();
    }

    private Layer normalisation(Operator.BatchNormalisation norm) {
        NDArray mean = weight(norm.mean());
        NDArray variance = weight(norm.variance());
        NDArray gamma = weight(norm.weight());
        NDArray beta = weight(norm.bias());
        return regime.normalisation(norm, mean, variance, gamma, beta);
    }

    private NDArray activated(Operator.Activation.Function function, NDArray x) {
        return switch (function) {
            case RELU -> Activation.relu(x);
            case RELU6 -> relu6(x);
            case SIGMOID -> Activation.sigmoid(x);
            case SILU -> product(Activation.sigmoid(x), x);
            case HARD_SIGMOID -> hardSigmoid(x);
            case HARD_SWISH -> product(hardSigmoid(x), x);
        };
    }

    private NDArray relu6(NDArray x) {
        if (!regime.keepsValues()) {
            return x.clip(0, 6);
        }
        // At 0, where a channel of equal values lies after normalisation, PyTorch's gradient is 0; that of clip is 1.
        try (NDArray positive = Activation.relu(x)) {
            return positive.clip(0, 6);
        }
    }

    /** Into the memory of the first factor, unless a gradient will need that. */
    private NDArray product(NDArray own, NDArray x) {
        if (!regime.keepsValues()) {
            return own.muli(x);
        }
        try (NDArray factor = own) {
            return factor.mul(x);
        }
    }

    private NDArray hardSigmoid(NDArray x) {
        try (NDArray shifted = x.add(3)) {
            NDArray clipped = shifted.clip(0, 6);
            return regime.keepsValues() ? clipped.divi(KeptNumber.beside(x, 6)) : clipped.divi(6);
        }
    }

    /** Leaves nothing behind, unless a gradient will need the factor. */
    private NDArray scaled(NDArray x, float factor) {
        return regime.keepsValues() ? x.mul(KeptNumber.beside(x, factor)) : x.mul(factor);
    }

    private static NDIndex slice(Operator.Slice slice) {
        NDIndex index = new NDIndex();
        for (int axis = 0; axis < slice.axis(); axis++) {
            index.addAllDim();
        }
        return index.addSliceDim(slice.from(), slice.to());
    }

    private NDArray weight(String name) {
        return tensors.apply(name);
    }

    private static Shape square(int size) {
        return new Shape(size, size);
    }

    private static long[] withBatch(List<Integer> sizes) {
        long[] shape = new long[sizes.size() + 1];
        shape[0] = -1;
        for (int i = 0; i < sizes.size(); i++) {
            shape[i + 1] = sizes.get(i);
        }
        return shape;
    }
}
