package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * How the tensors of a network are drawn before it is trained.
 *
 * <p><b>Source</b> {@code torch.nn.init} 2.7 and the constructors of torchvision 0.2x. Random numbers are those that
 * {@link Random} specifies.
 */
enum Initialisation {
    /** Convolutions by He et al. 2015 (normal, fan out, ReLU), linear layers by PyTorch's default. */
    KAIMING_NORMAL {
        @Override
        void linear(Filler filler, Operator.Linear linear) {
            filler.uniform(linear.weight(), linear.bias());
        }
    },
    /** The same, and linear layers normal with a deviation of 0.01, without bias. */
    KAIMING_NORMAL_AND_SMALL_LINEAR {
        @Override
        void linear(Filler filler, Operator.Linear linear) {
            filler.normal(linear.weight(), SMALL);
            linear.bias().ifPresent(bias -> filler.constant(bias, 0));
        }
    },
    /** The same, and linear layers uniform within 1 / √outputs, without bias. */
    KAIMING_NORMAL_AND_UNIFORM_LINEAR {
        @Override
        void linear(Filler filler, Operator.Linear linear) {
            filler.uniform(
                    linear.weight(), 1 / Math.sqrt(filler.shape(linear.weight()).get(0)));
            linear.bias().ifPresent(bias -> filler.constant(bias, 0));
        }
    },
    /** PyTorch's defaults: all uniform within 1 / √(inputs of an output). */
    PYTORCH {
        @Override
        void convolution(Filler filler, Operator.Convolution convolution) {
            filler.uniform(convolution.weight(), convolution.bias());
        }

        @Override
        void linear(Filler filler, Operator.Linear linear) {
            filler.uniform(linear.weight(), linear.bias());
        }
    };

    private static final double SMALL = 0.01;

    void convolution(Filler filler, Operator.Convolution convolution) {
        List<Long> shape = filler.shape(convolution.weight());
        filler.normal(convolution.weight(), Math.sqrt(2.0 / (shape.get(0) * shape.get(2) * shape.get(3))));
        convolution.bias().ifPresent(bias -> filler.constant(bias, 0));
    }

    abstract void linear(Filler filler, Operator.Linear linear);

    Network network(NetworkBuilder builder, Random random) {
        Filler filler = new Filler(builder.tensors(), random);
        for (Step step : builder.steps()) {
            Operator operator = step.operator();
            if (operator instanceof Operator.Convolution convolution) {
                convolution(filler, convolution);
            } else if (operator instanceof Operator.BatchNormalisation norm) {
                filler.constant(norm.weight(), 1);
                filler.constant(norm.bias(), 0);
                filler.constant(norm.mean(), 0);
                filler.constant(norm.variance(), 1);
            } else if (operator instanceof Operator.Linear linear) {
                linear(filler, linear);
            }
        }
        return new Network(
                builder.family(), builder.architecture(), builder.steps(), filler.stateDict(), builder.classes());
    }

    /** Tensors that are being drawn, one after the other. */
    static final class Filler {
        private final Map<String, List<Long>> shapes;
        private final Random random;
        private final Map<String, Tensor> filled = new LinkedHashMap<>();

        Filler(Map<String, List<Long>> shapes, Random random) {
            this.shapes = shapes;
            this.random = random;
        }

        List<Long> shape(String name) {
            return Objects.requireNonNull(shapes.get(name));
        }

        void constant(String name, float value) {
            fill(name, () -> value);
        }

        void normal(String name, double deviation) {
            fill(name, () -> (float) (random.nextGaussian() * deviation));
        }

        /** {@code reset_parameters} of layers: both uniform within 1 / √(inputs of an output), as Kaiming's with a = √5. */
        void uniform(String weight, Optional<String> bias) {
            double bound = 1 / Math.sqrt(shape(weight).stream().skip(1).reduce(1L, Math::multiplyExact));
            uniform(weight, bound);
            bias.ifPresent(name -> uniform(name, bound));
        }

        void uniform(String name, double bound) {
            fill(name, () -> (float) ((2 * random.nextDouble() - 1) * bound));
        }

        private void fill(String name, Values values) {
            List<Long> shape = shape(name);
            int count = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
            ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < count; i++) {
                bytes.putFloat(values.next());
            }
            filled.put(name, Tensors.of(DType.FLOAT32, shape, bytes.flip()));
        }

        StateDict stateDict() {
            return new StateDict(filled);
        }
    }

    @FunctionalInterface
    private interface Values {
        float next();
    }
}
