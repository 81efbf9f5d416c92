package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Noise of a strength c that depends on the level: frame 0 is clean, every other frame has a field of its own. */
abstract class NoiseSequence extends Sequence {
    private final double[] c;

    NoiseSequence(long id, String name, double... c) {
        super(CorruptionFamily.SEQUENCE.random(id, name, CorruptionFamily.parameters("c", c)));
        this.c = c.clone();
    }

    @Override
    public final boolean comparesWithFirst() {
        return true;
    }

    @Override
    final void perturb(Frame pixels, int level, int frame, RandomSource random, Scratch scratch) {
        if (frame == 0) {
            System.arraycopy(pixels.in(), 0, pixels.out(), 0, pixels.samples());
        } else {
            add(random.field(frame), level, pixels, scratch);
        }
    }

    final double strength(int level) {
        return c[level - 1];
    }

    /** Writes all of {@code pixels.out()}. */
    abstract void add(RandomSource.Field field, int level, Frame pixels, Scratch scratch);
}
