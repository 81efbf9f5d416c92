package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** Cropping, noise, patches and lighting, one after the other. */
public final class AllCombined extends TestTime {
    public AllCombined() {
        super(CorruptionFamily.POKEAI.random(
                75,
                "all_combined",
                List.of("scale=0.7…0.9 std=0.08 patches=2 side=15…40 brightness=0.7…1.3 contrast=0.7…1.3")));
    }

    @Override
    Pixels change(Image in, RandomSource random) {
        byte[] rgb = Planes.of(in)
                .cropped(0.7, 0.9, random)
                .withNoise(0.08f, random)
                .withPatches(2, 15, 40, random)
                .toBytes();
        Lighting.apply(rgb, 0.7, 1.3, random);
        return new Image(in.width(), in.height(), rgb);
    }
}
