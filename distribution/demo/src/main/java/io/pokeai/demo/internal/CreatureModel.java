package io.pokeai.demo.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The demo's classifier: convolution, rectifier, maximum and average pooling, linear layer.
 *
 * @param filters of the convolution
 * @param head the linear layer
 */
record CreatureModel(FilterBank filters, RidgeHead head) {
    /** The model's name; its file is {@code creatures.onnx}. */
    static final String NAME = "creatures";

    /**
     * Fits filters and head.
     *
     * @param crops of training pictures
     * @param classes the class of each
     */
    static CreatureModel fit(List<Image> crops, int[] classes, int classCount, RandomSource random, Workers workers)
            throws InterruptedException {
        FilterBank filters = FilterBank.draw(crops, random.field(0));
        List<float[]> features = workers.map(crops, filters::features);
        return new CreatureModel(filters, RidgeHead.fit(features, classes, classCount));
    }

    /** Scores of a crop, computed in Java; ONNX Runtime gives the same up to rounding. */
    float[] logits(Image crop) {
        return head.logits(filters.features(crop));
    }

    /** The bytes of the {@code .onnx} file, with all that an engine needs to know in its metadata. */
    byte[] toOnnx(List<String> labels) {
        GraphBuilder graph = new GraphBuilder(NAME)
                .input(
                        "images",
                        Dimension.symbol("batch"),
                        Dimension.of(Image.CHANNELS),
                        Dimension.of(FilterBank.SIDE),
                        Dimension.of(FilterBank.SIDE))
                .initializer(
                        "filters",
                        filters.weights(),
                        FilterBank.FILTERS,
                        Image.CHANNELS,
                        FilterBank.PATCH,
                        FilterBank.PATCH)
                .initializer("thresholds", filters.biases(), FilterBank.FILTERS)
                .initializer("weights", head.weights(), labels.size(), FilterBank.FEATURES)
                .initializer("intercepts", head.intercepts(), labels.size());
        String maps = graph.add(
                "Conv",
                List.of("images", "filters", "thresholds"),
                Attribute.ofList("strides", FilterBank.STRIDE, FilterBank.STRIDE),
                Attribute.ofList("pads", margins(FilterBank.PADDING)));
        String rectified = graph.add("Relu", List.of(maps));
        String largest = graph.add(
                "MaxPool",
                List.of(rectified),
                Attribute.ofList("kernel_shape", FilterBank.POOL, FilterBank.POOL),
                Attribute.ofList("strides", FilterBank.POOL_STRIDE, FilterBank.POOL_STRIDE),
                Attribute.ofList("pads", margins(FilterBank.POOL_PADDING)));
        String pooled = graph.add(
                "AveragePool",
                List.of(largest),
                Attribute.ofList("kernel_shape", FilterBank.CELL, FilterBank.CELL),
                Attribute.ofList("strides", FilterBank.CELL, FilterBank.CELL));
        String features = graph.add("Flatten", List.of(pooled));
        return graph.add(
                        "Gemm",
                        List.of(features, "weights", "intercepts"),
                        List.of("logits"),
                        Attribute.of("transB", 1))
                .output("logits", Dimension.symbol("batch"), Dimension.of(labels.size()))
                .metadata("pokeai.input", FilterBank.INPUT.id())
                .metadata("pokeai.output", "logits")
                .metadata("pokeai.labels", labels.stream().collect(Collectors.joining("\", \"", "[\"", "\"]")))
                .toModel();
    }

    private static int[] margins(int width) {
        return new int[] {width, width, width, width};
    }
}
