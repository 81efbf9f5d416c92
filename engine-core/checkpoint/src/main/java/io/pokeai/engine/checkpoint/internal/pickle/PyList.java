package io.pokeai.engine.checkpoint.internal.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's {@code list}, {@code set} or {@code frozenset}. */
public final class PyList implements Nested {
    private final ArrayList<Object> items;
    private int depth = 1;

    public PyList(List<Object> items) {
        this.items = new ArrayList<>(items.size());
        for (Object item : items) {
            add(item);
        }
    }

    public List<Object> items() {
        return Collections.unmodifiableList(items);
    }

    void add(Object item) {
        items.add(item);
        depth = Math.max(depth, Nested.depthOf(item) + 1);
    }

    @Override
    public int depth() {
        return depth;
    }
}
