package io.pokeai.engine.api;

import java.nio.FloatBuffer;
import java.util.AbstractList;
import java.util.Collection;
import java.util.RandomAccess;

/**
 * Numbers as a list over one array, without a boxed object for each.
 *
 * <p><b>Ownership</b> its own array, which is not shared; {@link #toFloatArray} is a copy for the caller, {@link #buffer} a
 * read-only view without one.<br>
 * <b>Threads</b> immutable.
 */
public final class Floats extends AbstractList<Float> implements RandomAccess {
    private final float[] values;

    private Floats(float[] values) {
        this.values = values;
    }

    /** @param values copied */
    public static Floats of(float... values) {
        return new Floats(EngineException.required(values, "values").clone());
    }

    /** The same numbers; itself if it is of this class already. */
    public static Floats copyOf(Collection<Float> values) {
        if (values instanceof Floats floats) {
            return floats;
        }
        float[] copy = new float[values.size()];
        int index = 0;
        for (float value : values) {
            copy[index++] = value;
        }
        return new Floats(copy);
    }

    /** One of the numbers, without a box. */
    public float value(int index) {
        return values[index];
    }

    /** A copy, which is the caller's. */
    public float[] toFloatArray() {
        return values.clone();
    }

    /** A read-only view of all numbers, without a copy. */
    public FloatBuffer buffer() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    @Override
    public Float get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
