package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** Three black patches. */
public final class Occlusions extends TestTime {
    public Occlusions() {
        super(CorruptionFamily.POKEAI.random(72, "occlusions", List.of("patches=3 side=20…50")));
    }

    @Override
    Pixels change(Image in, RandomSource random) {
        return new Image(
                in.width(),
                in.height(),
                Planes.of(in).withPatches(3, 20, 50, random).toBytes());
    }
}
