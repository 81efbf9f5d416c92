package io.pokeai.aug.corruptions.internal;

import io.pokeai.engine.api.Image;
import java.util.Arrays;
import java.util.Random;

/** Pictures to corrupt. */
public final class TestPictures {
    private TestPictures() {}

    public static Image grey(int width, int height, int value) {
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        Arrays.fill(rgb, (byte) value);
        return new Image(width, height, rgb);
    }

    public static Image random(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        new Random(seed).nextBytes(rgb);
        return new Image(width, height, rgb);
    }

    /** Smooth, all levels, the three channels different. */
    public static Image smooth(int width, int height) {
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) Math.round(127.5 + 80 * Math.sin(x / 9.0 + i % 3) + 45 * Math.cos(y / 7.0 - i % 3));
        }
        return new Image(width, height, rgb);
    }

    /** The mean absolute difference of two pictures of one size, in levels. */
    public static double distance(Image one, Image other) {
        byte[] a = one.rgb();
        byte[] b = other.rgb();
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }
}
