package io.pokeai.aug.corruptions.internal.pokeai;

import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;

/** Brightness and contrast changed. */
public final class LightingShadow extends TestTime {
    public LightingShadow() {
        super(CorruptionFamily.POKEAI.random(74, "lighting_shadow", List.of("brightness=0.6…1.4 contrast=0.6…1.4")));
    }

    @Override
    Pixels change(Image in, RandomSource random) {
        byte[] rgb = in.rgb();
        Lighting.apply(rgb, 0.6, 1.4, random);
        return new Image(in.width(), in.height(), rgb);
    }
}
