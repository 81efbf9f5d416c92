package io.pokeai.cli.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import java.util.List;

/** Takes the severity off every sample; a picture of zeros is too dark for it. */
final class Darkening implements Augmentation {
    @Override
    public AugmentationInfo info() {
        return new AugmentationInfo("darkening", 900, "test", List.of("by=1", "by=2"), true, "this test");
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        byte[] rgb = in.rgb();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] -= (byte) severity;
        }
        return new Image(in.width(), in.height(), rgb);
    }
}
