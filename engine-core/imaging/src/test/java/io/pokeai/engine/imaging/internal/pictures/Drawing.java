package io.pokeai.engine.imaging.internal.pictures;

import io.pokeai.engine.api.Image;
import java.util.Random;

/** Pictures that are drawn by a rule, so that anybody can draw them again. */
public final class Drawing {
    private Drawing() {}

    /** A sample of 0…255: slopes, edges and fine texture. */
    public static int sample(int x, int y, int channel) {
        int slope = x * (3 + channel) + y * (7 - 2 * channel);
        int edge = ((x / 5) + (y / 3) + channel) % 3 == 0 ? 90 : 0;
        int texture = (x * y * 31 + channel * 17) % 23;
        return (slope + edge + texture) & 255;
    }

    /** The drawing as RGB. */
    public static Image image(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) sample(i / 3 % width, i / 3 / width, i % 3);
        }
        return new Image(width, height, rgb);
    }

    /** Noise: neighbours have nothing in common. */
    public static Image noise(int width, int height, long seed) {
        byte[] rgb = new byte[width * height * 3];
        new Random(seed).nextBytes(rgb);
        return new Image(width, height, rgb);
    }
}
