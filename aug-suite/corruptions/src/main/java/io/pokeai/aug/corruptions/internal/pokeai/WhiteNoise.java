package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** A normal of deviation 0.1 added to every value. */
public final class WhiteNoise extends TestTime {
    public WhiteNoise() {
        super(CorruptionFamily.POKEAI.random(71, "white_noise", List.of("mean=0 std=0.1")));
    }

    @Override
    public boolean givesFloatingPoint() {
        return true;
    }

    @Override
    Pixels change(Image in, RandomSource random) {
        return Planes.of(in).withNoise(0.1f, random).toUnitImage();
    }
}
