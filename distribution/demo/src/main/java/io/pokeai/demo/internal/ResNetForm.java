package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.file.Tensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The demo's model as the weights of a narrow ResNet with one basic block per stage, for back ends that read PyTorch's files.
 * Nothing is trained again: it computes the same, up to rounding.
 *
 * <ul>
 *   <li>The stem's convolution has the filters, its normalisation the threshold. After it nothing is negative, so that
 *       rectifiers change nothing until the linear layer.
 *   <li>Stage 1 adds zero. Stage 2 averages cells of 2 × 2. Stage 3 puts the four neighbours of each such cell side by
 *       side, as channels.
 *   <li>Stage 4 reads what is left, 2 × 2 × {@value #GATHERED}, which are all features: it is the linear layer, and once more
 *       with the other sign, because a rectifier follows. The last layer subtracts the two.
 * </ul>
 *
 * <p><b>Threads</b> any; each form is made by one.
 */
final class ResNetForm {
    private static final int GATHERED = 4 * FilterBank.FILTERS;
    private static final int KERNEL = 3;

    /** What torchvision's normalisations add to the variance. */
    private static final float EPSILON = 1e-5f;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private ResNetForm() {}

    static StateDict of(CreatureModel model) {
        int filters = FilterBank.FILTERS;
        ResNetForm form = new ResNetForm();
        int[] stem = {filters, Image.CHANNELS, FilterBank.PATCH, FilterBank.PATCH};
        form.put("conv1.weight", model.filters().weights(), stem);
        form.norm("bn1", model.filters().biases());
        form.block("layer1.0", filters, filters, new float[filters], (out, in, row, column) -> 0);
        form.block(
                "layer2.0",
                filters,
                filters,
                new float[filters],
                (out, in, row, column) ->
                        out == in && row > 0 && column > 0 ? 1f / (FilterBank.CELL * FilterBank.CELL) : 0);
        form.shortcut("layer2.0", filters, filters);
        form.block(
                "layer3.0",
                filters,
                GATHERED,
                new float[GATHERED],
                (out, in, row, column) -> out / 4 == in && row == 1 + out % 4 / 2 && column == 1 + out % 2 ? 1 : 0);
        form.shortcut("layer3.0", filters, GATHERED);
        form.head(model.head());
        return new StateDict(form.tensors);
    }

    private void head(RidgeHead head) {
        float[] intercepts = head.intercepts();
        float[] weights = head.weights();
        int classes = intercepts.length;
        float[] both = Arrays.copyOf(intercepts, 2 * classes);
        for (int c = 0; c < classes; c++) {
            both[classes + c] = -intercepts[c];
        }
        block("layer4.0", GATHERED, 2 * classes, both, (out, in, row, column) -> {
            if (row == 0 || column == 0) {
                return 0;
            }
            // A cell of the grid: which of the 2 × 2 that are left, and which of its neighbours.
            int y = 2 * (row - 1) + in % 4 / 2;
            int x = 2 * (column - 1) + in % 2;
            int feature = (in / 4 * FilterBank.GRID + y) * FilterBank.GRID + x;
            float weight = weights[out % classes * FilterBank.FEATURES + feature];
            return out < classes ? weight : -weight;
        });
        shortcut("layer4.0", GATHERED, 2 * classes);
        float[] difference = new float[classes * 2 * classes];
        for (int c = 0; c < classes; c++) {
            difference[c * 2 * classes + c] = 1;
            difference[c * 2 * classes + classes + c] = -1;
        }
        put("fc.weight", difference, classes, 2 * classes);
        put("fc.bias", new float[classes], classes);
    }

    /** A basic block: a convolution with the given kernel, and one that changes nothing. */
    private void block(String name, int in, int out, float[] bias, Kernel kernel) {
        convolution(name + ".conv1.weight", in, out, kernel);
        norm(name + ".bn1", bias);
        convolution(name + ".conv2.weight", out, out, (o, i, row, column) -> o == i && row == 1 && column == 1 ? 1 : 0);
        norm(name + ".bn2", new float[out]);
    }

    /** A shortcut past a block that adds zero. */
    private void shortcut(String name, int in, int out) {
        put(name + ".downsample.0.weight", new float[out * in], out, in, 1, 1);
        norm(name + ".downsample.1", new float[out]);
    }

    private void convolution(String name, int in, int out, Kernel kernel) {
        float[] weights = new float[out * in * KERNEL * KERNEL];
        for (int i = 0; i < weights.length; i++) {
            int channels = i / (KERNEL * KERNEL);
            weights[i] = kernel.weight(channels / in, channels % in, i / KERNEL % KERNEL, i % KERNEL);
        }
        put(name, weights, out, in, KERNEL, KERNEL);
    }

    /** A normalisation that only adds. */
    private void norm(String name, float[] bias) {
        float[] variance = new float[bias.length];
        float[] one = new float[bias.length];
        Arrays.fill(one, 1);
        Arrays.fill(variance, 1 - EPSILON);
        put(name + ".weight", one, bias.length);
        put(name + ".bias", bias, bias.length);
        put(name + ".running_mean", new float[bias.length], bias.length);
        put(name + ".running_var", variance, bias.length);
    }

    private void put(String name, float[] values, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        List<Long> sizes = IntStream.of(shape).asLongStream().boxed().toList();
        tensors.put(name, Tensors.of(DType.FLOAT32, sizes, bytes));
    }

    /** One weight of a convolution. */
    private interface Kernel {
        float weight(int out, int in, int row, int column);
    }
}
