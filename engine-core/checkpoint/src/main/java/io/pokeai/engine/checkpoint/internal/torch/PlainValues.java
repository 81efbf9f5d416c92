package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.PyDict;
import io.pokeai.engine.checkpoint.internal.pickle.PyInstance;
import io.pokeai.engine.checkpoint.internal.pickle.PyList;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pickled values as Java's: what has no meaning outside Python is left out, and so is what is too deep, too large once
 * shared parts are counted each time, or contains itself.
 */
final class PlainValues {
    private static final int DEPTH = 32;

    /** Of one file. */
    private static final int VALUES = 100_000;

    /** Of all strings of one file together. */
    private static final long CHARACTERS = 4 << 20;

    private int left = VALUES;
    private long charactersLeft = CHARACTERS;

    /** The plain values of a dict whose keys are text, without those that are left out. */
    Map<String, Object> named(Map<Object, Object> items, Iterable<String> except) {
        Map<String, Object> plain = new LinkedHashMap<>();
        items.forEach((key, value) -> {
            if (key instanceof String name) {
                for (String other : except) {
                    if (other.equals(name)) {
                        return;
                    }
                }
                of(value).ifPresent(it -> plain.put(name, it));
            }
        });
        return plain;
    }

    /** One value, if it is plain. */
    Optional<Object> of(Object value) {
        try {
            return convert(value, 0);
        } catch (TooMuchException e) {
            return Optional.empty();
        }
    }

    private Optional<Object> convert(Object value, int depth) throws TooMuchException {
        if (left-- <= 0 || depth > DEPTH) {
            throw new TooMuchException();
        }
        if (value instanceof String text) {
            if ((charactersLeft -= text.length()) < 0) {
                throw new TooMuchException();
            }
            return Optional.of(text);
        }
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return Optional.of(value);
        }
        if (value instanceof PyList list) {
            return Optional.of(list(list.items(), depth));
        }
        if (value instanceof PyTuple tuple) {
            return Optional.of(list(tuple.items(), depth));
        }
        if (value instanceof PyDict dict) {
            return Optional.of(map(dict, depth));
        }
        if (value instanceof PyInstance instance && instance.state() instanceof PyDict state) {
            return ModuleTrees.isModule(instance) ? Optional.empty() : Optional.of(map(state, depth));
        }
        return Optional.empty();
    }

    /** Places are kept: what is left out is an empty {@link Optional} there. */
    private List<Object> list(List<Object> items, int depth) throws TooMuchException {
        List<Object> plain = new ArrayList<>();
        for (Object item : items) {
            Optional<Object> converted = convert(item, depth + 1);
            plain.add(converted.isPresent() ? converted.get() : converted);
        }
        return Collections.unmodifiableList(plain);
    }

    private Map<Object, Object> map(PyDict dict, int depth) throws TooMuchException {
        Map<Object, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<Object, Object> item : dict.items().entrySet()) {
            if (item.getKey() instanceof String || item.getKey() instanceof Long) {
                Optional<Object> converted = convert(item.getValue(), depth + 1);
                converted.ifPresent(it -> plain.put(item.getKey(), it));
            }
        }
        return Collections.unmodifiableMap(plain);
    }

    /** Ends the conversion of one value. */
    private static final class TooMuchException extends Exception {
        private static final long serialVersionUID = 1L;

        TooMuchException() {
            super("", null, false, false);
        }
    }
}
