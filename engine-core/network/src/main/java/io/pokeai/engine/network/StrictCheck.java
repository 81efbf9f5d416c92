package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds a state dict against the description of a network, as {@code load_state_dict(strict=True)} does: which tensors
 * are missing, unexpected, or of another shape.
 */
final class StrictCheck {
    // Beyond these, more names make a message no clearer.
    private static final int MAX_LISTED = 50;
    private static final int MAX_NAME = 120;

    private final NetworkBuilder builder;
    private final StateDict found;
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> mismatched = new ArrayList<>();

    StrictCheck(NetworkBuilder builder, StateDict found) {
        this.builder = builder;
        this.found = found;
        builder.tensors().forEach(this::hold);
        for (String name : found.tensors().keySet()) {
            if (!builder.tensors().containsKey(name) && !builder.allows(name)) {
                unexpected.add(shortened(name));
            }
        }
    }

    private void hold(String name, List<Long> shape) {
        @Nullable Tensor tensor = found.tensors().get(name);
        if (tensor == null) {
            missing.add(name);
        } else if (!tensor.shape().equals(shape)) {
            mismatched.add(name + " is " + tensor.shape() + ", expected " + shape);
        } else if (!tensor.dtype().isFloating()) {
            mismatched.add(name + " is " + tensor.dtype() + ", expected a floating type");
        }
    }

    int problems() {
        return missing.size() + unexpected.size() + mismatched.size();
    }

    /**
     * @throws EngineException {@code MODEL_INVALID} that lists everything that does not fit
     */
    Network requireFit() {
        if (problems() > 0) {
            List<String> parts = new ArrayList<>();
            addTo(parts, "missing tensors", missing);
            addTo(parts, "unexpected tensors", unexpected);
            addTo(parts, "tensors of another shape or type", mismatched);
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "the state dict does not fit " + builder.architecture() + ": " + String.join("; ", parts) + ".",
                    "Save the state dict of the unchanged network.");
        }
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (String name : builder.tensors().keySet()) {
            found.find(name).ifPresent(tensor -> weights.put(name, tensor));
        }
        return new Network(
                builder.family(), builder.architecture(), builder.steps(), new StateDict(weights), builder.classes());
    }

    private static void addTo(List<String> parts, String what, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > MAX_LISTED ? " and " + (names.size() - MAX_LISTED) + " more" : "";
            parts.add(names.size() + " " + what + ": "
                    + names.stream().limit(MAX_LISTED).collect(Collectors.joining(", ")) + more);
        }
    }

    /** A name from a file, fit for a message. */
    static String shortened(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > MAX_NAME ? printable.substring(0, MAX_NAME) + "…" : printable;
    }
}
