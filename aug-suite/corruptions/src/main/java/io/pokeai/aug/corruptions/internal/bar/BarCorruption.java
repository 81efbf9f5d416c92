package io.pokeai.aug.corruptions.internal.bar;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * A corruption of ImageNet-C-bar: its five severities are levels between 0 and 10, and a parameter of full strength m is
 * {@code m level / 10}.
 *
 * <p>The scale of everything is N, the longer side of the picture; the originals only take square ones.
 */
abstract class BarCorruption extends Corruption {
    private final double[] levels;

    BarCorruption(long id, String name, double... levels) {
        super(CorruptionFamily.BAR.random(id, name, CorruptionFamily.parameters("level", levels)));
        this.levels = levels.clone();
    }

    @Override
    protected final void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        corrupt(frame, levels[severity - 1] / 10, new ScalarSampler(random.field(0)), random);
    }

    /**
     * @param strength 0…1: how much of the full strength
     * @param scalars field 0
     * @param random fields from 1 on are arrays
     */
    abstract void corrupt(Frame frame, double strength, ScalarSampler scalars, RandomSource random);

    /** N. */
    static int side(Frame frame) {
        return Math.max(frame.width(), frame.height());
    }

    /** Writes a pixel: the three samples plus a value of 0…255. */
    static void add(Frame frame, int pixel, double value) {
        for (int i = 3 * pixel; i < 3 * pixel + 3; i++) {
            frame.out()[i] = Levels.truncate((frame.in()[i] & 0xff) + value);
        }
    }
}
