package io.pokeai.engine.network;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A module of a pickled network, with the path by which its tensors are named.
 *
 * <p><b>Errors</b> {@code MODEL_INVALID} for a child, an attribute or a tensor that is not there or not as it has to be.
 */
record ModuleReader(String path, ModuleTree module) {
    String type() {
        return module.simpleType();
    }

    ModuleReader child(String name) {
        return find(name).orElseThrow(() -> invalid("has no '" + name + "'"));
    }

    Optional<ModuleReader> find(String name) {
        return module.child(name).map(child -> new ModuleReader(path.isEmpty() ? name : path + "." + name, child));
    }

    List<ModuleReader> children() {
        return module.children().keySet().stream().map(this::child).toList();
    }

    int integer(String name) {
        return module.attribute(name, Long.class)
                .filter(value -> value >= 0 && value <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElseThrow(() -> invalid("has no number '" + name + "'"));
    }

    boolean truth(String name) {
        return module.attribute(name, Boolean.class).orElseThrow(() -> invalid("has no flag '" + name + "'"));
    }

    double number(String name) {
        return module.attribute(name, Double.class)
                .or(() -> module.attribute(name, Long.class).map(Long::doubleValue))
                .orElseThrow(() -> invalid("has no number '" + name + "'"));
    }

    /** A number that counts for both axes, as PyTorch keeps it: {@code (2, 2)}. */
    int square(String name) {
        Object value = module.attributes().get(name);
        if (value instanceof Long) {
            return integer(name);
        }
        if (value instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Long side
                && side.equals(pair.get(1))
                && side >= 0
                && side <= Operator.MAX_WINDOW) {
            return side.intValue();
        }
        throw invalid("has '" + name + "' " + value + ", expected two equal numbers");
    }

    /** A size of one of its own tensors. */
    int size(String tensor, int axis) {
        Tensor found = module.parameters().get(tensor);
        if (found == null || found.shape().size() <= axis || found.shape().get(axis) > Integer.MAX_VALUE) {
            throw invalid("has no tensor '" + tensor + "' of the right shape");
        }
        return found.shape().get(axis).intValue();
    }

    EngineException invalid(String problem) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "module '" + StrictCheck.shortened(path) + "' (" + StrictCheck.shortened(module.type()) + ") " + problem
                        + ".",
                "Save the model with an unchanged Ultralytics.");
    }
}
