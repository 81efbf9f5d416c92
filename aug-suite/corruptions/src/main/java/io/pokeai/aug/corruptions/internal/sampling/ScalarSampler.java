package io.pokeai.aug.corruptions.internal.sampling;

import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Single draws of a field, one after the other: for the few numbers that shape a picture as a whole.
 *
 * <p><b>Threads</b> one at a time.
 */
public final class ScalarSampler {
    private final RandomSource.Field field;
    private long next;

    public ScalarSampler(RandomSource.Field field) {
        this.field = field;
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * field.uniform(next++);
    }

    /** One of low … high, both included. */
    public int between(int low, int high) {
        return low + field.below(high - low + 1, next++);
    }

    /** True or false, equally often. */
    public boolean coin() {
        return field.uniform(next++) < 0.5;
    }
}
