package io.pokeai.engine.network;

import java.util.List;
import java.util.Objects;

/**
 * One step of a network.
 *
 * @param name of the value that it makes; where it is a module of PyTorch, the module's path, such as {@code layer1.0.conv1}
 * @param operator what it computes
 * @param inputs names of the values that it reads: earlier steps or {@link Network#INPUT}
 */
public record Step(String name, Operator operator, List<String> inputs) {
    public Step {
        Objects.requireNonNull(name);
        Objects.requireNonNull(operator);
        inputs = List.copyOf(inputs);
    }
}
