package io.pokeai.engine.dataset.quality;

import io.pokeai.engine.dataset.picture.PictureTraits;
import java.util.List;

/**
 * The sizes that are usual in a data set: at most three interquartile ranges below the first or above the third quartile.
 *
 * @param least in pixels, the square root of width × height
 * @param most in pixels
 */
record SizeRange(double least, double most) {
    private static final double WIDTH = 3;

    static SizeRange of(List<PictureTraits> pictures) {
        double[] sizes = pictures.stream().mapToDouble(SizeRange::size).sorted().toArray();
        if (sizes.length == 0) {
            return new SizeRange(0, Double.MAX_VALUE);
        }
        double low = quantile(sizes, 0.25);
        double high = quantile(sizes, 0.75);
        return new SizeRange(Math.max(0, low - WIDTH * (high - low)), high + WIDTH * (high - low));
    }

    static double size(PictureTraits picture) {
        return Math.sqrt((double) picture.width() * picture.height());
    }

    boolean contains(double size) {
        return size >= least && size <= most;
    }

    /** Interpolates as NumPy does. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
