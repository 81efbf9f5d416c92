package io.pokeai.engine.network;

import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.PythonValue.Instance;
import io.pokeai.engine.checkpoint.PythonValue.Parameter;
import io.pokeai.engine.checkpoint.PythonValue.Tuple;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Described modules as the tree that a reader of their pickle would find. */
final class ModuleTreeView {
    private static final String PARAMETERS = "_parameters";
    private static final String BUFFERS = "_buffers";
    private static final String CHILDREN = "_modules";
    private static final Set<String> CONTENT = Set.of(PARAMETERS, BUFFERS, CHILDREN);

    private ModuleTreeView() {}

    static ModuleTree of(Instance module) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        module.state().forEach((name, value) -> {
            if (!CONTENT.contains(name) && !name.endsWith("_hooks")) {
                plain(value).ifPresent(it -> attributes.put(name, it));
            }
        });
        Map<String, ModuleTree> children = new LinkedHashMap<>();
        content(module, CHILDREN).forEach((name, child) -> children.put((String) name, of((Instance) child)));
        return new ModuleTree(
                module.type().toString(), attributes, tensors(module, PARAMETERS), tensors(module, BUFFERS), children);
    }

    private static Map<String, Tensor> tensors(Instance module, String kind) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        content(module, kind).forEach((name, value) -> {
            if (value instanceof Parameter parameter) {
                tensors.put((String) name, parameter.data());
            } else if (value instanceof Tensor buffer) {
                tensors.put((String) name, buffer);
            }
        });
        return tensors;
    }

    private static Map<?, ?> content(Instance module, String kind) {
        return (Map<?, ?>) module.state().getOrDefault(kind, Map.of());
    }

    private static Optional<Object> plain(Object value) {
        if (value instanceof Tuple tuple) {
            return Optional.of(tuple.items());
        }
        if (value instanceof Set<?> set) {
            return Optional.of(List.copyOf(set));
        }
        return value instanceof PythonValue || value instanceof Tensor ? Optional.empty() : Optional.of(value);
    }
}
