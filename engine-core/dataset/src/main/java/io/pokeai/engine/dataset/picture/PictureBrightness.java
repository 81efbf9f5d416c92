package io.pokeai.engine.dataset.picture;

import io.pokeai.engine.api.Image;
import java.util.Arrays;

/** How light the pixels of a picture are, in order: counted in bins, and only the bins that are asked for are sorted. */
final class PictureBrightness {
    private static final int RED = 241;
    private static final int GREEN = 691;
    private static final int BLUE = 68;
    private static final double LARGEST = 1000.0 * 255 * 255;
    private static final int BIN_BITS = 15;
    private static final int BINS = ((int) LARGEST >> BIN_BITS) + 1;

    private final int[] squares;
    private final int[] counts = new int[BINS];

    PictureBrightness(byte[] rgb) {
        squares = new int[rgb.length / Image.CHANNELS];
        for (int i = 0, at = 0; i < squares.length; i++, at += Image.CHANNELS) {
            int red = rgb[at] & 0xff;
            int green = rgb[at + 1] & 0xff;
            int blue = rgb[at + 2] & 0xff;
            squares[i] = RED * red * red + GREEN * green * green + BLUE * blue * blue;
            counts[squares[i] >> BIN_BITS]++;
        }
    }

    /** As NumPy interpolates: between the pixels at {@code share · (n − 1)}. */
    double percentile(double share) {
        double place = share * (squares.length - 1);
        int below = (int) Math.floor(place);
        double low = value(below);
        double high = value(Math.min(below + 1, squares.length - 1));
        return low + (high - low) * (place - below);
    }

    private double value(int rank) {
        int bin = 0;
        int before = 0;
        while (before + counts[bin] <= rank) {
            before += counts[bin++];
        }
        int[] within = new int[counts[bin]];
        int found = 0;
        for (int square : squares) {
            if (square >> BIN_BITS == bin) {
                within[found++] = square;
            }
        }
        Arrays.sort(within);
        return Math.sqrt(within[rank - before] / LARGEST);
    }
}
