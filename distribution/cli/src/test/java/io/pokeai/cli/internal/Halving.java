package io.pokeai.cli.internal;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Augmentation;
import java.util.List;

/** Half as bright, in floating point. */
final class Halving implements Augmentation {
    @Override
    public AugmentationInfo info() {
        return new AugmentationInfo("halving", 901, "test", List.of("by=2"), true, "this test");
    }

    @Override
    public boolean givesFloatingPoint() {
        return true;
    }

    @Override
    public Pixels apply(Image in, int severity, RandomSource random) {
        float[] planes = new float[in.width() * in.height() * Image.CHANNELS];
        for (int i = 0; i < planes.length; i++) {
            int pixel = i % (in.width() * in.height());
            int channel = i / (in.width() * in.height());
            planes[i] = in.sample(pixel % in.width(), pixel / in.width(), channel) / 510f;
        }
        return new UnitImage(in.width(), in.height(), planes);
    }
}
