package io.pokeai.natives.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import io.pokeai.natives.selftest.Convolution;
import io.pokeai.natives.selftest.Kernels;
import io.pokeai.natives.selftest.MatrixProduct;
import io.pokeai.natives.selftest.Operand;
import io.pokeai.natives.selftest.Operation;
import io.pokeai.natives.selftest.Pairwise;
import io.pokeai.natives.selftest.Pointwise;
import io.pokeai.natives.selftest.Pooling;
import io.pokeai.natives.selftest.Softmax;
import java.util.List;

/**
 * libtorch's operators on the CPU, called as the back end calls them; TorchScript reaches the same ones.
 *
 * <p><b>Threads</b> computes on the calling thread.
 */
final class TorchKernels implements Kernels {
    private final Engine engine;

    TorchKernels(Engine engine) {
        this.engine = engine;
    }

    @Override
    public List<float[]> compute(List<Operation> operations) {
        return operations.stream().map(this::compute).toList();
    }

    private float[] compute(Operation operation) {
        try (NDManager manager = engine.newBaseManager(ai.djl.Device.cpu())) {
            List<NDArray> operands = operation.operands().stream()
                    .map(operand -> tensor(manager, operand))
                    .toList();
            return compute(operation, operands).toFloatArray();
        }
    }

    private static NDArray tensor(NDManager manager, Operand operand) {
        return manager.create(operand.values(), new Shape(operand.shape()));
    }

    private static NDArray compute(Operation operation, List<NDArray> operands) {
        NDArray data = operands.get(0);
        if (operation instanceof Convolution convolution) {
            return Conv2d.conv2d(
                            convolution.channelsLast() ? channelsLast(data) : data,
                            operands.get(1),
                            operands.get(2),
                            square(convolution.stride()),
                            new Shape(convolution.paddingHeight(), convolution.paddingWidth()),
                            square(convolution.dilation()),
                            convolution.groups())
                    .singletonOrThrow();
        } else if (operation instanceof io.pokeai.natives.selftest.Linear) {
            return Linear.linear(data, operands.get(1), operands.get(2)).singletonOrThrow();
        } else if (operation instanceof MatrixProduct) {
            return data.matMul(operands.get(1));
        } else if (operation instanceof Pooling pooling) {
            return pooling.isMean()
                    ? Pool.globalAvgPool2d(data)
                    : Pool.maxPool2d(
                            data, square(pooling.kernel()), square(pooling.stride()), square(pooling.padding()), false);
        } else if (operation instanceof Pointwise pointwise) {
            return switch (pointwise.function()) {
                case RELU -> Activation.relu(data);
                case SIGMOID -> Activation.sigmoid(data);
                case SILU -> Activation.swish(data, 1);
            };
        } else if (operation instanceof Pairwise pairwise) {
            return pairwise.sum() ? data.add(operands.get(1)) : data.mul(operands.get(1));
        } else if (operation instanceof Softmax) {
            return data.softmax(-1);
        }
        throw new IllegalStateException("no translation of " + operation);
    }

    /** The same values, [n, c, h, w] to the outside, with the channels of a pixel beside each other in memory. */
    private static NDArray channelsLast(NDArray data) {
        return data.transpose(0, 2, 3, 1).duplicate().transpose(0, 3, 1, 2);
    }

    private static Shape square(int size) {
        return new Shape(size, size);
    }
}
