package io.pokeai.engine.imaging.internal.geometry;

import io.pokeai.engine.api.Image;

/**
 * Resize and crop as the rules are written, without a thought for speed: everything is computed, then cut.
 *
 * <p>A mutation breaks one rule, to show that a test would notice.
 */
final class Reference {
    enum Mutation {
        NONE,
        /** Pixel centres at whole numbers. */
        HALF_PIXEL_SHIFT,
        /** Sums are cut off instead of rounded. */
        TRUNCATION,
        /** The filter does not widen when shrinking. */
        NO_ANTIALIASING,
        /** Halves of the crop offset go up, not to the even number. */
        ROUND_HALF_UP,
        /** Red and blue change places. */
        SWAPPED_CHANNELS
    }

    private final Mutation mutation;

    Reference(Mutation mutation) {
        this.mutation = mutation;
    }

    Image crop(Image picture, int resize, int crop) {
        int width = picture.width();
        int height = picture.height();
        int newWidth = width <= height ? resize : (int) ((double) resize * width / height);
        int newHeight = width <= height ? (int) ((double) resize * height / width) : resize;
        int[][][] pixels = new int[height][width][3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    pixels[y][x][c] = picture.sample(x, y, mutation == Mutation.SWAPPED_CHANNELS ? 2 - c : c);
                }
            }
        }
        int[][][] resized = transposed(pass(transposed(pass(pixels, newWidth)), newHeight));
        return cut(padded(resized, crop), crop);
    }

    /** Makes each row {@code size} long. */
    private int[][][] pass(int[][][] rows, int size) {
        int from = rows[0].length;
        if (from == size) {
            return rows;
        }
        double scale = (double) from / size;
        double support = mutation == Mutation.NO_ANTIALIASING ? 1 : Math.max(1, scale);
        int[][][] out = new int[rows.length][size][3];
        for (int i = 0; i < size; i++) {
            double centre = (i + (mutation == Mutation.HALF_PIXEL_SHIFT ? 0 : 0.5)) * scale;
            int first = (int) Math.max(0, centre - support + 0.5);
            int last = (int) Math.min(from, centre + support + 0.5);
            double[] weights = new double[last - first];
            double sum = 0;
            for (int k = 0; k < weights.length; k++) {
                weights[k] = Math.max(0, 1 - Math.abs((first + k - centre + 0.5) * (1 / support)));
                sum += weights[k];
            }
            for (int y = 0; y < rows.length; y++) {
                for (int c = 0; c < 3; c++) {
                    long total = mutation == Mutation.TRUNCATION ? 0 : 1L << 21;
                    for (int k = 0; k < weights.length; k++) {
                        total += (long) Math.floor(0.5 + weights[k] / sum * (1 << 22)) * rows[y][first + k][c];
                    }
                    out[y][i][c] = (int) Math.min(255, total >> 22);
                }
            }
        }
        return out;
    }

    private static int[][][] transposed(int[][][] rows) {
        int[][][] columns = new int[rows[0].length][rows.length][];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[0].length; x++) {
                columns[x][y] = rows[y][x];
            }
        }
        return columns;
    }

    private static int[][][] padded(int[][][] rows, int crop) {
        int height = rows.length;
        int width = rows[0].length;
        int left = Math.max(0, crop - width) / 2;
        int top = Math.max(0, crop - height) / 2;
        int[][][] out = new int[Math.max(crop, height)][Math.max(crop, width)][3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y + top][x + left] = rows[y][x];
            }
        }
        return out;
    }

    private Image cut(int[][][] rows, int crop) {
        int top = offset(rows.length - crop);
        int left = offset(rows[0].length - crop);
        byte[] rgb = new byte[crop * crop * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) rows[top + i / 3 / crop][left + i / 3 % crop][i % 3];
        }
        return new Image(crop, crop, rgb);
    }

    private int offset(int spare) {
        if (spare % 2 == 0 || mutation == Mutation.ROUND_HALF_UP) {
            return (spare + 1) / 2;
        }
        int down = spare / 2;
        return down % 2 == 0 ? down : down + 1;
    }
}
