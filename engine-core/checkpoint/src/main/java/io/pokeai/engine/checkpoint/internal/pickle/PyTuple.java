package io.pokeai.engine.checkpoint.internal.pickle;

import java.util.Collections;
import java.util.List;

/** Python's {@code tuple}. */
public final class PyTuple implements Nested {
    static final PyTuple EMPTY = new PyTuple(List.of());

    private final List<Object> items;
    private final int depth;

    public PyTuple(List<Object> items) {
        this.items = Collections.unmodifiableList(items);
        int deepest = 0;
        for (Object item : items) {
            deepest = Math.max(deepest, Nested.depthOf(item));
        }
        this.depth = deepest + 1;
    }

    public List<Object> items() {
        return items;
    }

    public int size() {
        return items.size();
    }

    public Object get(int index) {
        return items.get(index);
    }

    @Override
    public int depth() {
        return depth;
    }
}
