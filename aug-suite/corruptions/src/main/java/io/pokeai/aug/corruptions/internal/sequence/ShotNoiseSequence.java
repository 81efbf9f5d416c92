package io.pokeai.aug.corruptions.internal.sequence;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.noise.Photons;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Photons counted: {@code poisson(c x) / c}. */
public final class ShotNoiseSequence extends NoiseSequence {
    private static final double[] C = {300, 120, 60};

    // Ten deviations above the largest rate; the 256 of single pictures would cut off a third of the whites.
    private static final int MAX_COUNT = 480;

    private final LazyTable<Photons> tables = new LazyTable<>(C.length, i -> Photons.of(C[i], MAX_COUNT));

    public ShotNoiseSequence() {
        super(87, "shot_noise_sequence", C);
    }

    @Override
    void add(RandomSource.Field field, int level, Frame pixels, Scratch scratch) {
        tables.get(level - 1).count(field, pixels, scratch);
    }
}
