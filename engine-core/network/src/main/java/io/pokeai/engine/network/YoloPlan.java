package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
import io.pokeai.engine.checkpoint.PythonValue.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One size of YOLOv8-cls.
 *
 * <p><b>Source</b> Ultralytics 8.4: {@code yolov8-cls.yaml}, {@code nn/tasks.py}: {@code parse_model}.
 *
 * @param scale {@code n}, {@code s}, {@code m}, {@code l} or {@code x}
 * @param depth what numbers of blocks are multiplied by
 * @param width what numbers of channels are multiplied by
 */
record YoloPlan(String scale, double depth, double width) {
    /** All sizes, the smallest first. */
    static final List<YoloPlan> ALL = List.of(
            new YoloPlan("n", 0.33, 0.25),
            new YoloPlan("s", 0.33, 0.50),
            new YoloPlan("m", 0.67, 0.75),
            new YoloPlan("l", 1.00, 1.00),
            new YoloPlan("x", 1.00, 1.25));

    static final int MAX_CHANNELS = 1024;

    static final int COLOURS = 3;

    private static final int DIVISOR = 8;

    /**
     * A line of the backbone.
     *
     * @param blocks of a C2f; 0 for a convolution with stride 2
     */
    record Line(int blocks, int channels) {
        boolean isConvolution() {
            return blocks == 0;
        }
    }

    static final List<Line> BACKBONE = List.of(
            new Line(0, 64),
            new Line(0, 128),
            new Line(3, 128),
            new Line(0, 256),
            new Line(6, 256),
            new Line(0, 512),
            new Line(6, 512),
            new Line(0, 1024),
            new Line(3, 1024));

    /** {@code yolov8n-cls}. */
    String architecture() {
        return "yolov8" + scale + "-cls";
    }

    /** All architectures, for people. */
    static String names() {
        return ALL.stream().map(YoloPlan::architecture).collect(Collectors.joining(", "));
    }

    /** The size that computes what a network computes; empty when there is none. */
    static Optional<YoloPlan> of(Network network) {
        return ALL.stream().filter(plan -> plan.describes(network)).findFirst();
    }

    private boolean describes(Network network) {
        NetworkBuilder own = builder(network.classes(), ModuleSettings.of(network));
        Map<String, List<Long>> shapes = new HashMap<>();
        network.weights().tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return own.steps().equals(network.steps()) && own.tensors().equals(shapes);
    }

    /** The network without weights. */
    NetworkBuilder builder(int classes, ModuleSettings settings) {
        NetworkBuilder net = new NetworkBuilder(YoloClassifier.NAME, architecture());
        ModuleTree layers = ModuleTreeView.of(layers(classes, settings, ModuleTensors.withoutElements()));
        new YoloLayers(net).sequential(new ModuleReader("model", layers), Network.INPUT);
        return net;
    }

    /** The layers, which the attribute {@code model} holds. */
    Instance layers(int classes, ModuleSettings settings, ModuleTensors tensors) {
        YoloModules modules = new YoloModules(settings, tensors);
        List<Instance> layers = new ArrayList<>();
        int in = COLOURS;
        for (Line line : BACKBONE) {
            String path = path(layers.size());
            int out = channels(line.channels());
            Instance layer = line.isConvolution()
                    ? modules.conv(path, in, out, 3, 2)
                    : modules.c2f(path, in, out, blocks(line.blocks()));
            layers.add(numbered(layer, layers.size()));
            in = out;
        }
        layers.add(numbered(modules.classify(path(layers.size()), in, classes), layers.size()));
        return TorchModules.sequential(layers);
    }

    private static String path(int layer) {
        return "model." + layer;
    }

    /** {@code max(round(n * depth), 1)}: Python rounds halves to even. */
    private int blocks(int number) {
        return (int) Math.max(1, Math.rint(number * depth));
    }

    /** {@code make_divisible(min(c, max_channels) * width, 8)}. */
    private int channels(int number) {
        return (int) Math.ceil(Math.min(number, MAX_CHANNELS) * width / DIVISOR) * DIVISOR;
    }

    /** With what {@code parse_model} attaches: number of parameters, index, origin and class. */
    private static Instance numbered(Instance layer, int index) {
        Map<String, Object> state = new LinkedHashMap<>(layer.state());
        state.put("np", parameters(layer));
        state.put("i", (long) index);
        state.put("f", -1L);
        state.put("type", layer.type().toString());
        return new Instance(layer.type(), state);
    }

    private static long parameters(Object value) {
        if (value instanceof Parameter parameter) {
            return parameter.data().elements();
        }
        if (value instanceof Map<?, ?> map) {
            return map.values().stream().mapToLong(YoloPlan::parameters).sum();
        }
        return value instanceof Instance instance ? parameters(instance.state()) : 0;
    }
}
