package io.pokeai.engine.imaging.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import java.nio.FloatBuffer;

/**
 * {@code (sample / scale - mean) / std}, every step rounded to float32 as PyTorch does, written plane by plane.
 *
 * <p>There are only 256 samples, so a table per colour gives the same bits as the three steps.
 *
 * <p><b>Threads</b> safe.
 */
final class Normaliser {
    private static final int SAMPLES = 256;
    private static final float BYTE_RANGE = 255f;

    void write(Pixels pixels, InputSpec spec, FloatBuffer target) {
        int plane = Math.multiplyExact(pixels.width(), pixels.height());
        int needed = Math.multiplyExact(plane, Image.CHANNELS);
        if (target.remaining() < needed) {
            throw EngineException.invalidArgument(
                    "The buffer takes " + target.remaining() + " floats, and the picture has " + needed + ".",
                    "Give a buffer of 3 × height × width floats.");
        }
        if (pixels instanceof Image image) {
            bytes(image, spec, plane, target);
        } else {
            units((UnitImage) pixels, spec, plane, target);
        }
    }

    private static void bytes(Image image, InputSpec spec, int plane, FloatBuffer target) {
        // Reading a copy costs less than asking a read-only buffer for every sample.
        byte[] samples = new byte[plane * Image.CHANNELS];
        image.asByteBuffer().get(samples);
        float[] values = new float[plane];
        for (int c = 0; c < Image.CHANNELS; c++) {
            int colour = spec.channels().colour(c);
            float[] table = table(spec, colour);
            for (int i = 0, s = colour; i < plane; i++, s += Image.CHANNELS) {
                values[i] = table[samples[s] & 0xff];
            }
            target.put(values);
        }
    }

    private static float[] table(InputSpec spec, int colour) {
        float mean = spec.mean().channel(colour);
        float std = spec.std().channel(colour);
        float[] table = new float[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            table[sample] = (sample / spec.scale() - mean) / std;
        }
        return table;
    }

    /** The values are samples / 255 already: with that scale nothing is multiplied and divided back. */
    private static void units(UnitImage image, InputSpec spec, int plane, FloatBuffer target) {
        FloatBuffer samples = image.asFloatBuffer();
        float[] values = new float[plane];
        for (int c = 0; c < Image.CHANNELS; c++) {
            int colour = spec.channels().colour(c);
            float mean = spec.mean().channel(colour);
            float std = spec.std().channel(colour);
            samples.get(colour * plane, values);
            if (spec.scale() != BYTE_RANGE) {
                for (int i = 0; i < plane; i++) {
                    values[i] = values[i] * BYTE_RANGE / spec.scale();
                }
            }
            for (int i = 0; i < plane; i++) {
                values[i] = (values[i] - mean) / std;
            }
            target.put(values);
        }
    }
}
