package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * The picture that a model saw, made again of its tensor: normalisation undone, to the nearest 8-bit sample. Of a crop that was 8-bit these
 * are its samples; a tensor that a client has made may hold anything, and is clamped.
 *
 * <p><b>Threads</b> stateless.
 */
final class SeenCrop {
    /** Larger ones are not made: ten of them are kept for each shadow, each of 786 KB at most. */
    static final int MOST_PIXELS = 512 * 512;

    private static final int LARGEST = 255;

    private SeenCrop() {}

    /**
     * One picture.
     *
     * @param spec that the tensor was made for
     * @return empty when it is too large to be kept
     */
    static Optional<Image> of(ImageTensor batch, int row, InputSpec spec) {
        int plane = batch.height() * batch.width();
        if (plane > MOST_PIXELS) {
            return Optional.empty();
        }
        FloatBuffer values = batch.picture(row);
        byte[] rgb = new byte[plane * Image.CHANNELS];
        float[] samples = new float[plane];
        for (int c = 0; c < Image.CHANNELS; c++) {
            int colour = spec.channels().colour(c);
            float mean = spec.mean().channel(colour);
            float std = spec.std().channel(colour);
            values.get(samples);
            for (int i = 0; i < plane; i++) {
                int sample = Math.round((samples[i] * std + mean) * spec.scale());
                rgb[i * Image.CHANNELS + colour] = (byte) Math.max(0, Math.min(LARGEST, sample));
            }
        }
        return Optional.of(new Image(batch.width(), batch.height(), rgb));
    }
}
