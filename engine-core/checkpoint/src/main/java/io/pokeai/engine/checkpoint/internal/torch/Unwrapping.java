package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.Checkpoint;
import io.pokeai.engine.checkpoint.ModuleTree;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.Place;
import io.pokeai.engine.checkpoint.internal.Quoted;
import io.pokeai.engine.checkpoint.internal.pickle.PyDict;
import io.pokeai.engine.checkpoint.internal.pickle.PyInstance;
import io.pokeai.engine.checkpoint.internal.pickle.PyList;
import io.pokeai.engine.checkpoint.internal.pickle.PyNone;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the weights in what was saved.
 *
 * <p>A module is taken as it is. Of a dict, {@code 'ema'} wins when it is a module (Ultralytics keeps the averaged
 * weights there), then {@code 'model'}, then {@code 'state_dict'}, when they are dicts or modules; else the dict is the
 * state dict.
 */
final class Unwrapping {
    private static final String EMA = "ema";
    private static final List<String> WRAPPERS = List.of("model", "state_dict");
    private static final String PREFIX = "module.";
    private static final int LAYERS = 4;

    private final Place place;
    private final PlainValues plain = new PlainValues();
    private final Map<String, Object> entries = new LinkedHashMap<>();

    private Unwrapping(Place place) {
        this.place = place;
    }

    static Checkpoint checkpoint(Pickled pickled) {
        return new Unwrapping(pickled.place()).checkpoint(pickled.root());
    }

    private Checkpoint checkpoint(Object root) {
        Object value = root;
        for (int layer = 0; layer < LAYERS; layer++) {
            if (ModuleTrees.isModule(value)) {
                ModuleTree tree = new ModuleTrees(place, plain).tree((PyInstance) value);
                return new Checkpoint(withoutPrefix(tree.stateDict().tensors()), Optional.of(tree), entries);
            }
            if (!(value instanceof PyDict dict)) {
                throw notAStateDict("holds " + kind(value));
            }
            Optional<String> wrapper = wrapper(dict);
            entries.putAll(plain.named(dict.items(), List.of(wrapper.orElse(""))));
            if (wrapper.isEmpty()) {
                return new Checkpoint(stateDict(dict), Optional.empty(), entries);
            }
            value = dict.get(wrapper.get());
        }
        throw notAStateDict("holds nothing but wrappers in wrappers");
    }

    private static Optional<String> wrapper(PyDict dict) {
        if (ModuleTrees.isModule(dict.get(EMA))) {
            return Optional.of(EMA);
        }
        return WRAPPERS.stream()
                .filter(name -> dict.get(name) instanceof PyDict || ModuleTrees.isModule(dict.get(name)))
                .findFirst();
    }

    private StateDict stateDict(PyDict dict) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        dict.items().forEach((key, value) -> {
            if (value instanceof Tensor tensor) {
                if (!(key instanceof String name)) {
                    throw notAStateDict("names its tensors by something else than text");
                }
                tensors.put(name, tensor);
            }
        });
        if (tensors.isEmpty() && !dict.items().isEmpty()) {
            throw notAStateDict("holds a dict without tensors");
        }
        return withoutPrefix(tensors);
    }

    /** DataParallel puts {@code module.} before each name. */
    private StateDict withoutPrefix(Map<String, Tensor> tensors) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            String shortName = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
            if (named.put(shortName, tensor) != null) {
                throw place.invalid(
                        "names the tensor " + Quoted.text(shortName) + " with and without 'module.'",
                        "Save the state dict with one of them.");
            }
        });
        return new StateDict(named);
    }

    private EngineException notAStateDict(String found) {
        return place.invalid(
                found + ", not a state dict",
                "Save model.state_dict(), {'model': …} or {'state_dict': …} with torch.save.");
    }

    private static String kind(Object value) {
        if (value instanceof PyList) {
            return "a list";
        }
        if (value instanceof PyTuple) {
            return "a tuple";
        }
        if (value instanceof Tensor) {
            return "one tensor";
        }
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof PyInstance instance) {
            return "a " + instance.type();
        }
        return value == PyNone.NONE ? "None" : "a single value";
    }
}
