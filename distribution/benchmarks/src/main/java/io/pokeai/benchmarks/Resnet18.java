package io.pokeai.benchmarks;

import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.util.List;
import java.util.Random;

/**
 * A ResNet-18 with random weights, as an exporter writes it for inference: batch norm folded into the convolutions.
 *
 * <p><b>Shapes</b> float32 {@code [batch, 3, 224, 224]} to {@code [batch, 1000]}.<br>
 * <b>Source</b> He et al., Deep Residual Learning for Image Recognition (2015), table 1; torchvision's {@code resnet18}.
 */
final class Resnet18 {
    static final int SIDE = 224;
    static final int CLASSES = 1000;

    private static final int STEM = 64;
    private static final int[] STAGES = {64, 128, 256, 512};
    private static final int BLOCKS = 2;
    private static final long SEED = 18;

    private final GraphBuilder graph = new GraphBuilder("resnet18");
    private final Random random = new Random(SEED);
    private int weights;

    private Resnet18() {}

    /** The bytes of an {@code .onnx} file; the same ones every time. */
    static byte[] model() {
        return new Resnet18().build();
    }

    private byte[] build() {
        graph.input("input", Dimension.symbol("batch"), Dimension.of(3), Dimension.of(SIDE), Dimension.of(SIDE));
        String x = relu(convolution("input", 3, STEM, 7, 2));
        x = graph.add(
                "MaxPool",
                List.of(x),
                Attribute.ofList("kernel_shape", 3, 3),
                Attribute.ofList("strides", 2, 2),
                Attribute.ofList("pads", 1, 1, 1, 1));
        int channels = STEM;
        for (int stage = 0; stage < STAGES.length; stage++) {
            for (int block = 0; block < BLOCKS; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = block(x, channels, STAGES[stage], stride);
                channels = STAGES[stage];
            }
        }
        x = graph.add("GlobalAveragePool", List.of(x));
        x = graph.add("Flatten", List.of(x));
        String weight = normal(Math.sqrt(1.0 / channels), CLASSES, channels);
        String bias = normal(0, CLASSES);
        graph.add("Gemm", List.of(x, weight, bias), List.of("logits"), Attribute.of("transB", 1));
        graph.output("logits", Dimension.symbol("batch"), Dimension.of(CLASSES));
        return graph.toModel();
    }

    private String block(String input, int from, int to, int stride) {
        String x = relu(convolution(input, from, to, 3, stride));
        x = convolution(x, to, to, 3, 1);
        String shortcut = from == to && stride == 1 ? input : convolution(input, from, to, 1, stride);
        return relu(graph.add("Add", List.of(x, shortcut)));
    }

    private String convolution(String input, int from, int to, int kernel, int stride) {
        String weight = normal(Math.sqrt(2.0 / (from * kernel * kernel)), to, from, kernel, kernel);
        int pad = kernel / 2;
        return graph.add(
                "Conv",
                List.of(input, weight, normal(0, to)),
                Attribute.ofList("kernel_shape", kernel, kernel),
                Attribute.ofList("strides", stride, stride),
                Attribute.ofList("pads", pad, pad, pad, pad));
    }

    private String relu(String input) {
        return graph.add("Relu", List.of(input));
    }

    private String normal(double deviation, int... shape) {
        int size = 1;
        long[] dimensions = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            size *= shape[i];
            dimensions[i] = shape[i];
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        String name = "weight_" + weights++;
        graph.initializer(name, values, dimensions);
        return name;
    }
}
