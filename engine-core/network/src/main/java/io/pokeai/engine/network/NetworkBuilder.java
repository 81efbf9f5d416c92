package io.pokeai.engine.network;

import io.pokeai.engine.network.Operator.Activation.Function;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network while a family writes it down: the steps so far, and the tensors that a state dict must have for them. Each
 * method adds a step and gives the name of its value.
 */
final class NetworkBuilder {
    /** What {@code BatchNorm2d} has if nothing else is said. */
    private static final double MOMENTUM = 0.1;

    private final String family;
    private final String architecture;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> names = new HashSet<>(Set.of(Network.INPUT));
    private final Map<String, List<Long>> tensors = new LinkedHashMap<>();
    private final Set<String> optional = new LinkedHashSet<>();
    private int classes;

    NetworkBuilder(String family, String architecture) {
        this.family = family;
        this.architecture = architecture;
    }

    String conv(String module, String x, Conv conv) {
        tensor(module + ".weight", conv.out(), conv.in() / conv.groups(), conv.kernel(), conv.kernel());
        Optional<String> bias = bias(module, conv.bias(), conv.out());
        return add(
                module,
                new Operator.Convolution(
                        module + ".weight", bias, conv.stride(), conv.padding(), conv.dilation(), conv.groups()),
                x);
    }

    String batchNorm(String module, String x, int channels, double epsilon) {
        return batchNorm(module, x, channels, epsilon, MOMENTUM);
    }

    String batchNorm(String module, String x, int channels, double epsilon, double momentum) {
        String weight = tensor(module + ".weight", channels);
        String bias = tensor(module + ".bias", channels);
        String mean = tensor(module + ".running_mean", channels);
        String variance = tensor(module + ".running_var", channels);
        // A counter for training; files from before PyTorch 0.4.1 have none.
        optional.add(module + ".num_batches_tracked");
        return add(module, new Operator.BatchNormalisation(weight, bias, mean, variance, epsilon, momentum), x);
    }

    String linear(String module, String x, int in, int out) {
        String weight = tensor(module + ".weight", out, in);
        return add(module, new Operator.Linear(weight, bias(module, true, out)), x);
    }

    /** The linear layer that makes the logits; a network has one, at its end. */
    String head(String module, String x, int in, int classes) {
        this.classes = classes;
        return linear(module, x, in, classes);
    }

    String relu(String module, String x) {
        return activation(module, x, Function.RELU);
    }

    String activation(String module, String x, Function function) {
        return add(module, new Operator.Activation(function), x);
    }

    String flatten(String module, String x) {
        return add(module, new Operator.Flatten(), x);
    }

    String averagePool(String module, String x, int size) {
        return add(module, new Operator.AdaptiveAveragePool(size), x);
    }

    String dropout(String module, String x, double probability) {
        return add(module, new Operator.Dropout(probability), x);
    }

    String plus(String module, String x, String y) {
        return add(module, new Operator.Add(), x, y);
    }

    String add(String module, Operator operator, String... inputs) {
        return add(module, operator, List.of(inputs));
    }

    String add(String module, Operator operator, List<String> inputs) {
        String name = module;
        // One module may be used twice, as the ReLU of a ResNet's block is.
        for (int use = 2; !names.add(name); use++) {
            name = module + "#" + use;
        }
        steps.add(new Step(name, operator, inputs));
        return name;
    }

    private Optional<String> bias(String module, boolean wanted, int size) {
        return wanted ? Optional.of(tensor(module + ".bias", size)) : Optional.empty();
    }

    private String tensor(String name, int... shape) {
        List<Long> sizes = new ArrayList<>();
        for (int size : shape) {
            sizes.add((long) size);
        }
        tensors.put(name, List.copyOf(sizes));
        return name;
    }

    String family() {
        return family;
    }

    String architecture() {
        return architecture;
    }

    List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** Name and shape of each tensor that the steps name, in the order of the steps. */
    Map<String, List<Long>> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /** Whether a state dict may have this tensor although no step names it. */
    boolean allows(String name) {
        return optional.contains(name);
    }

    int classes() {
        return classes;
    }
}
