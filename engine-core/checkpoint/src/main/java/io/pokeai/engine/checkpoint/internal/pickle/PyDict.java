package io.pokeai.engine.checkpoint.internal.pickle;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Python's {@code dict}, or a class derived from it. Keys are {@link String} and {@link Long} by value; any other key is an
 * object of its own that equals nothing, for only those two mean something in a checkpoint, and hostile keys can make
 * comparing by value take for ever.
 */
public final class PyDict implements Nested {
    private final Map<Object, Object> items = new LinkedHashMap<>(4);
    private int depth = 1;
    private boolean texts;
    private boolean integers;

    public Map<Object, Object> items() {
        return Collections.unmodifiableMap(items);
    }

    /** Sets an item. */
    public void put(Object key, Object value) throws UnfitException {
        // Python keeps the place of the first and the value of the last.
        items.put(kept(key), value);
        depth = Math.max(depth, Math.max(Nested.depthOf(key), Nested.depthOf(value)) + 1);
        if (texts && integers && items.size() > PickleLimits.MIXED_KEYS) {
            throw UnfitException.tooMuch(
                    "a dict of more than " + PickleLimits.MIXED_KEYS + " items whose keys are both text and integers");
        }
    }

    private Object kept(Object key) throws UnfitException {
        if (key instanceof PyList || key instanceof PyDict) {
            throw UnfitException.damaged("a list or dict as a key");
        }
        if (key instanceof String text) {
            if (text.length() > PickleLimits.KEY_LENGTH) {
                throw UnfitException.tooMuch("a key of more than " + PickleLimits.KEY_LENGTH + " characters");
            }
            texts = true;
            return text;
        }
        if (key instanceof Long integer) {
            integers = true;
            return integer;
        }
        return new Object();
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
