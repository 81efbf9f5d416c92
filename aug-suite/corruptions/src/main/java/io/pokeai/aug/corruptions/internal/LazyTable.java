package io.pokeai.aug.corruptions.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * A table for each severity, made at its first use and then kept.
 *
 * <p><b>Threads</b> safe; two threads that use it first at the same time both make it, and one of the equal tables is kept.
 */
public final class LazyTable<T> {
    private final AtomicReferenceArray<T> made;
    private final IntFunction<T> maker;

    public LazyTable(int size, IntFunction<T> maker) {
        this.made = new AtomicReferenceArray<>(size);
        this.maker = maker;
    }

    public T get(int index) {
        T known = made.get(index);
        if (known == null) {
            known = maker.apply(index);
            made.set(index, known);
        }
        return known;
    }
}
