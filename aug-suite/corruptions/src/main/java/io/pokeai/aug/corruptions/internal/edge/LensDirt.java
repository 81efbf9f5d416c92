package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.Arrays;

/** Drops and dust on the lens: soft blobs that take light and scatter some of it, and a veil over everything. */
public final class LensDirt extends EdgeCorruption {
    private static final double CORE = 0.6;
    private static final double SCATTER = 0.1;

    public LensDirt() {
        super(59, "edge_lens_dirt", true, "blobs size absorption veil", new double[][] {
            {4, 1, .25, .03}, {6, 1.2, .35, .06}, {9, 1.5, .45, .1}, {13, 1.8, .55, .15}, {18, 2.2, .7, .2}
        });
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        double side = Math.max(frame.width(), frame.height());
        double[] transmitted = new double[frame.pixels()];
        double[] scattered = new double[frame.pixels()];
        Arrays.fill(transmitted, 1);
        for (int blob = 0; blob < row[0]; blob++) {
            double x = scalars.uniform(0, frame.width());
            double y = scalars.uniform(0, frame.height());
            double radius = scalars.uniform(0.02, 0.08) * side * row[1];
            blob(frame, x, y, radius, row[2], transmitted, scattered);
        }
        Veil veil = Veil.of(frame, side / 8, scratch);
        double[] veiled = new double[frame.stride()];
        double[] work = new double[frame.stride() + 4 * Image.CHANNELS];
        double[] mean = mean(frame);
        for (int y = 0, pixel = 0, i = 0; y < frame.height(); y++) {
            veil.row(y, work, veiled);
            for (int x = 0, v = 0; x < frame.width(); x++, pixel++) {
                for (int c = 0; c < Image.CHANNELS; c++, i++, v++) {
                    double light = Levels.unit(frame.in()[i]) * transmitted[pixel] + scattered[pixel] * mean[c];
                    frame.out()[i] = Levels.sample((1 - row[3]) * light + row[3] * veiled[v]);
                }
            }
        }
    }

    private static void blob(
            Frame frame,
            double x,
            double y,
            double radius,
            double absorption,
            double[] transmitted,
            double[] scattered) {
        int top = (int) Math.max(0, y - radius);
        int bottom = (int) Math.min(frame.height(), y + radius + 1);
        int left = (int) Math.max(0, x - radius);
        int right = (int) Math.min(frame.width(), x + radius + 1);
        for (int r = top; r < bottom; r++) {
            for (int c = left; c < right; c++) {
                double distance = Math.sqrt((r + 0.5 - y) * (r + 0.5 - y) + (c + 0.5 - x) * (c + 0.5 - x)) / radius;
                double t = Math.max(0, Math.min(1, (1 - distance) / (1 - CORE)));
                double dirt = absorption * t * t * (3 - 2 * t);
                transmitted[r * frame.width() + c] *= 1 - dirt;
                scattered[r * frame.width() + c] += SCATTER * dirt;
            }
        }
    }

    private static double[] mean(Frame frame) {
        long[] sums = new long[3];
        for (int i = 0; i < frame.samples(); i += Image.CHANNELS) {
            for (int c = 0; c < Image.CHANNELS; c++) {
                sums[c] += frame.in()[i + c] & 0xff;
            }
        }
        double scale = 255.0 * frame.pixels();
        return new double[] {sums[0] / scale, sums[1] / scale, sums[2] / scale};
    }
}
