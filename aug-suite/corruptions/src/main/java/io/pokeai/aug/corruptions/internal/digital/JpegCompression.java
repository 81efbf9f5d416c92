package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A JPEG of low quality. */
public final class JpegCompression extends Corruption {
    private static final double[] QUALITY = {25, 18, 15, 10, 7};

    public JpegCompression() {
        super(CorruptionFamily.DIGITAL.fixed(15, "jpeg_compression", CorruptionFamily.parameters("quality", QUALITY)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        JpegCodec.pass(frame.in(), frame.width(), frame.height(), (int) QUALITY[severity - 1], frame.out());
    }
}
