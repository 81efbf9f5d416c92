package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** A part of the picture, enlarged to its size. */
public final class Cropping extends TestTime {
    public Cropping() {
        super(CorruptionFamily.POKEAI.random(73, "cropping", List.of("scale=0.6…0.9")));
    }

    @Override
    public boolean givesFloatingPoint() {
        return true;
    }

    @Override
    Pixels change(Image in, RandomSource random) {
        return Planes.of(in).cropped(0.6, 0.9, random).toUnitImage();
    }
}
