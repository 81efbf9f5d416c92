package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.Image;

/**
 * One picture on its way through a corruption: samples in, samples out.
 *
 * <p><b>Shape</b> {@code height × width × 3} bytes, RGB, row by row. {@code in} is longer by at least one, so
 * that a pixel can be read as an integer; {@code out} is not.<br>
 * <b>Ownership</b> both arrays are scratch memory, valid until the corruption returns.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Frame(int width, int height, byte[] in, byte[] out) {
    private static final int IN = Scratch.RESERVED;
    private static final int OUT = Scratch.RESERVED + 1;

    /** A picture as its samples. */
    public static Frame of(Image image, Scratch scratch) {
        int samples = image.width() * image.height() * Image.CHANNELS;
        byte[] in = scratch.bytes(IN, samples + 1);
        image.asByteBuffer().get(in, 0, samples);
        return new Frame(image.width(), image.height(), in, scratch.exactBytes(OUT, samples));
    }

    /** Samples of a row. */
    public int stride() {
        return width * Image.CHANNELS;
    }

    /** Samples of the picture. */
    public int samples() {
        return stride() * height;
    }

    public int pixels() {
        return width * height;
    }
}
