package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Photons counted: {@code poisson(c x) / c}. */
public final class ShotNoise extends Corruption {
    private static final double[] C = {60, 25, 12, 5, 3};
    private static final int MAX_COUNT = 256;

    private final LazyTable<Photons> tables = new LazyTable<>(C.length, i -> Photons.of(C[i], MAX_COUNT));

    public ShotNoise() {
        super(CorruptionFamily.NOISE.random(2, "shot_noise", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        tables.get(severity - 1).count(random.field(0), frame, scratch);
    }
}
