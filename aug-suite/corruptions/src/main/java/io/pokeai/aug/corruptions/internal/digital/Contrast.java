package io.pokeai.aug.corruptions.internal.digital;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Every channel drawn towards its mean. */
public final class Contrast extends Corruption {
    private static final double[] C = {0.4, 0.3, 0.2, 0.1, 0.05};

    public Contrast() {
        super(CorruptionFamily.DIGITAL.fixed(12, "contrast", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        byte[] in = frame.in();
        double red = 0;
        double green = 0;
        double blue = 0;
        // One running sum each: rounding decides what flat pictures become.
        for (int i = 0; i < frame.samples(); i += Image.CHANNELS) {
            red += Levels.unit(in[i]);
            green += Levels.unit(in[i + 1]);
            blue += Levels.unit(in[i + 2]);
        }
        double c = C[severity - 1];
        byte[] reds = table(red / frame.pixels(), c, scratch.bytes(0, 256));
        byte[] greens = table(green / frame.pixels(), c, scratch.bytes(1, 256));
        byte[] blues = table(blue / frame.pixels(), c, scratch.bytes(2, 256));
        byte[] out = frame.out();
        for (int i = 0; i < frame.samples(); i += Image.CHANNELS) {
            out[i] = reds[in[i] & 0xff];
            out[i + 1] = greens[in[i + 1] & 0xff];
            out[i + 2] = blues[in[i + 2] & 0xff];
        }
    }

    private static byte[] table(double mean, double c, byte[] table) {
        for (int v = 0; v < 256; v++) {
            table[v] = Levels.sample((v / Levels.MAX - mean) * c + mean);
        }
        return table;
    }
}
