package io.pokeai.engine.checkpoint.internal.pickle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Python's {@code dict}, or a class derived from it. Keys are strings, numbers, booleans and None by value, others by
 * identity.
 */
public final class PyDict implements Nested {
    private final Map<Object, Object> items = new LinkedHashMap<>(4);
    private int depth = 1;

    public Map<Object, Object> items() {
        return Collections.unmodifiableMap(items);
    }

    public void put(Object key, Object value) {
        // Python keeps the place of the first and the value of the last.
        items.put(key, value);
        depth = Math.max(depth, Math.max(Nested.depthOf(key), Nested.depthOf(value)) + 1);
    }

    /** The value of a key; {@link PyNone#NONE} without one. */
    public Object get(String key) {
        return items.getOrDefault(key, PyNone.NONE);
    }

    @Override
    public int depth() {
        return depth;
    }
}
