package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.engine.api.Image;

/**
 * A picture between two resizes.
 *
 * @param rgb {@code height × width × 3} samples or more, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Samples(int width, int height, byte[] rgb) {
    Samples(int width, int height) {
        this(width, height, new byte[width * height * Image.CHANNELS]);
    }

    int stride() {
        return width * Image.CHANNELS;
    }
}
