package io.pokeai.engine.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Named tensors in the order in which they were saved.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param tensors by name, such as {@code layer1.0.conv1.weight}
 */
public record StateDict(Map<String, Tensor> tensors) {
    public StateDict {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** The tensor of a name, if there is one. */
    public Optional<Tensor> find(String name) {
        @Nullable Tensor tensor = tensors.get(name);
        return Optional.ofNullable(tensor);
    }

    public boolean contains(String name) {
        return tensors.containsKey(name);
    }
}
