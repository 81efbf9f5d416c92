package io.pokeai.engine.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pickled {@code nn.Module} as data: its class is only a name, and its methods are not kept.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param type the full class name, such as {@code torch.nn.modules.conv.Conv2d}
 * @param attributes plain values of its {@code __dict__}: {@code null} (Python's None) as absent, {@link Boolean},
 *     {@link Long}, {@link Double}, {@link String}, {@link List} (also of tuples and sets) and {@link Map} (also of plain
 *     objects; keys are {@link String} or {@link Long}) of such; others are left out. In a list, {@link Optional#empty}
 *     stands in place of what is left out
 * @param parameters its own parameters, by short name
 * @param buffers its own buffers, by short name
 * @param children in the order of registration, by short name
 */
public record ModuleTree(
        String type,
        Map<String, Object> attributes,
        Map<String, Tensor> parameters,
        Map<String, Tensor> buffers,
        Map<String, ModuleTree> children) {

    private static final String NOT_PERSISTENT = "_non_persistent_buffers_set";

    public ModuleTree {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        buffers = Collections.unmodifiableMap(new LinkedHashMap<>(buffers));
        children = Collections.unmodifiableMap(new LinkedHashMap<>(children));
    }

    /** {@code Conv2d} of {@code torch.nn.modules.conv.Conv2d}. */
    public String simpleType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** A plain attribute, if it is there and of the type. */
    public <T> Optional<T> attribute(String name, Class<T> as) {
        @Nullable Object value = attributes.get(name);
        return as.isInstance(value) ? Optional.of(as.cast(value)) : Optional.empty();
    }

    /** A child module, if there is one. */
    public Optional<ModuleTree> child(String name) {
        @Nullable ModuleTree child = children.get(name);
        return Optional.ofNullable(child);
    }

    /**
     * What {@code module.state_dict()} would give: own parameters, own buffers but those that are not persistent, then the
     * children's, depth first.
     */
    public StateDict stateDict() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        collect("", tensors);
        return new StateDict(tensors);
    }

    private void collect(String prefix, Map<String, Tensor> into) {
        parameters.forEach((name, tensor) -> into.put(prefix + name, tensor));
        List<?> notPersistent = attribute(NOT_PERSISTENT, List.class).orElse(List.of());
        buffers.forEach((name, tensor) -> {
            if (!notPersistent.contains(name)) {
                into.put(prefix + name, tensor);
            }
        });
        children.forEach((name, child) -> child.collect(prefix + name + ".", into));
    }
}
