package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.ModuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a pickled module against the description of its family: names and shapes of tensors do not show the stride of a
 * convolution, the epsilon of a normalisation or another activation, and a module does.
 */
final class ModuleCheck {
    private static final String DATA_PARALLEL = "DataParallel";
    private static final String WRAPPED = "module";
    private static final double RELATIVE = 1e-9;
    private static final int MAX_LISTED = 10;

    /** Leaves without tensors that compute nothing, or what is compared elsewhere. */
    private static final Set<String> HARMLESS = Set.of(
            "Identity", "Sequential", "Dropout", "Dropout2d", "StochasticDepth", "MaxPool2d", "AdaptiveAvgPool2d");

    private final Network network;
    private final ModuleTree module;
    private final List<String> problems = new ArrayList<>();

    private ModuleCheck(Network network, ModuleTree module) {
        this.network = network;
        this.module = module;
    }

    /**
     * @throws EngineException {@code MODEL_INVALID} that lists where the module computes something else
     */
    static void requireSame(Network network, ModuleTree module) {
        ModuleTree root = module.simpleType().endsWith(DATA_PARALLEL)
                ? module.child(WRAPPED).orElse(module)
                : module;
        ModuleCheck check = new ModuleCheck(network, root);
        check.compare();
        if (!check.problems.isEmpty()) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "the module has the tensors of " + network.architecture() + " and computes something else: "
                            + check.problems.stream().limit(MAX_LISTED).collect(Collectors.joining("; ")) + ".",
                    "Export it to ONNX; only the published networks are known.");
        }
    }

    private void compare() {
        for (Step step : network.steps()) {
            if (step.operator() instanceof Operator.Convolution convolution) {
                owner(convolution.weight()).ifPresent(owner -> compare(owner, convolution));
            } else if (step.operator() instanceof Operator.BatchNormalisation norm) {
                owner(norm.weight()).ifPresent(owner -> compare(owner, norm));
            }
        }
        Set<Object> pools = found(
                "MaxPool2d", pool -> List.of(side(pool, "kernel_size"), side(pool, "stride"), side(pool, "padding")));
        Set<Object> described = network.steps().stream()
                .map(Step::operator)
                .filter(Operator.MaxPool.class::isInstance)
                .map(Operator.MaxPool.class::cast)
                .map(pool -> List.of((long) pool.kernel(), (long) pool.stride(), (long) pool.padding()))
                .collect(Collectors.toSet());
        if (!pools.equals(described)) {
            problems.add("it pools maxima by kernel, stride, padding " + pools + ", expected " + described);
        }
        compareLeaves();
    }

    private void compare(ModuleTree owner, Operator.Convolution convolution) {
        expect(convolution.weight(), "stride", side(owner, "stride"), (long) convolution.stride());
        expect(convolution.weight(), "padding", side(owner, "padding"), (long) convolution.padding());
        expect(convolution.weight(), "dilation", side(owner, "dilation"), (long) convolution.dilation());
        expect(convolution.weight(), "groups", side(owner, "groups"), (long) convolution.groups());
        String mode = owner.attribute("padding_mode", String.class).orElse("zeros");
        expect(convolution.weight(), "padding_mode", mode, "zeros");
    }

    private void compare(ModuleTree owner, Operator.BatchNormalisation norm) {
        double epsilon = owner.attribute("eps", Double.class).orElse(Double.NaN);
        if (!(Math.abs(epsilon - norm.epsilon()) <= RELATIVE * norm.epsilon())) {
            problems.add(norm.weight() + " has eps " + epsilon + ", expected " + norm.epsilon());
        }
    }

    private void compareLeaves() {
        Set<String> expected = new TreeSet<>(HARMLESS);
        network.steps().stream()
                .map(Step::operator)
                .filter(Operator.Activation.class::isInstance)
                .forEach(operator -> expected.add(nameOf(((Operator.Activation) operator).function())));
        leaves(module)
                .map(ModuleTree::simpleType)
                .filter(type -> !expected.contains(type))
                .distinct()
                .forEach(type -> problems.add("it holds a " + StrictCheck.shortened(type)));
    }

    private static String nameOf(Operator.Activation.Function function) {
        return switch (function) {
            case RELU -> "ReLU";
            case RELU6 -> "ReLU6";
            case SIGMOID -> "Sigmoid";
            case SILU -> "SiLU";
            case HARD_SIGMOID -> "Hardsigmoid";
            case HARD_SWISH -> "Hardswish";
        };
    }

    private Set<Object> found(String type, Function<ModuleTree, Object> property) {
        return leaves(module)
                .filter(leaf -> leaf.simpleType().equals(type))
                .map(property)
                .collect(Collectors.toSet());
    }

    private static Stream<ModuleTree> leaves(ModuleTree tree) {
        if (tree.children().isEmpty()) {
            return tree.parameters().isEmpty() && tree.buffers().isEmpty() ? Stream.of(tree) : Stream.empty();
        }
        return tree.children().values().stream().flatMap(ModuleCheck::leaves);
    }

    /** The module whose own tensor this is. */
    private Optional<ModuleTree> owner(String tensor) {
        Optional<ModuleTree> at = Optional.of(module);
        String[] path = tensor.split("\\.", -1);
        for (int i = 0; i < path.length - 1; i++) {
            String name = path[i];
            at = at.flatMap(parent -> parent.child(name));
        }
        return at;
    }

    /** The one number that counts for both axes, or what is there instead. */
    private static Object side(ModuleTree module, String attribute) {
        @Nullable Object value = module.attributes().get(attribute);
        if (value instanceof List<?> pair && pair.size() == 2 && Objects.equals(pair.get(0), pair.get(1))) {
            return Objects.requireNonNull(pair.get(0));
        }
        return value == null ? "nothing" : value;
    }

    private void expect(String tensor, String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            problems.add(
                    tensor + " has " + what + " " + StrictCheck.shortened(found.toString()) + ", expected " + expected);
        }
    }
}
