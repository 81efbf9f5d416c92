package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.corruptions.internal.weather.GoldenTest;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The residuals of the stochastic corruptions have the moments, quantiles, spectrum and neighbours of the reference, with
 * seeds of our own; frost with the textures of the reference.
 */
class MomentsTest {
    private static final double[] QUANTILES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
    private static final int STATISTICS = 14;
    private static final int FIRST_SHARE = 9;
    private static final int SEEDS = 48;

    private final Augmentations known = Augmentations.onClassPath(MomentsTest.class.getClassLoader());

    @Test
    void smallPicturesHaveTheMomentsOfTheReference() throws IOException {
        compare("small_64.png");
    }

    @Test
    @Tag("slow")
    void photosHaveTheMomentsOfTheReference() throws IOException {
        compare("tench_224.png");
    }

    private void compare(String input) throws IOException {
        Path folder = ReferenceCorruptions.corruptions();
        Image in = ReferenceCorruptions.png(folder.resolve("inputs").resolve(input));
        Augmentation frost = GoldenTest.testFrost(folder);
        Map<String, double[][][]> ours = new HashMap<>();
        List<String> far = new ArrayList<>();
        int beyondFour = 0;
        int compared = 0;
        for (String line : Files.readAllLines(folder.resolve("moments.csv"))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals(input)) {
                continue;
            }
            double[][] statistics = ours.computeIfAbsent(
                            cells[1] + ':' + cells[2],
                            key -> statistics(
                                    in,
                                    cells[1].equals("frost") ? frost : known.find(cells[1]),
                                    Integer.parseInt(cells[2])))["RGB".indexOf(cells[3])];
            for (int i = 0; i < STATISTICS; i++, compared++) {
                double mean = Double.parseDouble(cells[5 + 2 * i]);
                double error = Double.parseDouble(cells[6 + 2 * i]);
                double slack = i >= FIRST_SHARE ? 0.005 : i >= 2 ? 1.05 : 0.05;
                double sigmas = Math.max(0, Math.abs(mean - statistics[i][0]) - slack)
                        / Math.max(1e-9, Math.hypot(error, statistics[i][1]));
                beyondFour += sigmas > 4 ? 1 : 0;
                if (sigmas > 6) {
                    far.add(line.substring(0, 40) + " statistic " + i + ": " + statistics[i][0] + " by " + sigmas);
                }
            }
        }
        System.out.println(input + ": " + beyondFour + " of " + compared + " statistics beyond 4 sigma");
        assertThat(compared).isEqualTo(165 * STATISTICS);
        assertThat(far).isEmpty();
        assertThat(beyondFour).isLessThanOrEqualTo(3);
    }

    /** For each channel and statistic, the mean over seeds and its standard error. */
    private static double[][][] statistics(Image in, Augmentation augmentation, int severity) {
        double[][][] sums = new double[3][STATISTICS][2];
        for (long seed = 0; seed < SEEDS; seed++) {
            Image out =
                    (Image) augmentation.apply(in, severity, augmentation.info().random(90_000 + seed, in, severity));
            for (int c = 0; c < 3; c++) {
                double[] one = channel(in, out, c);
                for (int i = 0; i < STATISTICS; i++) {
                    sums[c][i][0] += one[i];
                    sums[c][i][1] += one[i] * one[i];
                }
            }
        }
        for (double[][] channel : sums) {
            for (double[] sum : channel) {
                double mean = sum[0] / SEEDS;
                double variance = Math.max(0, sum[1] - SEEDS * mean * mean) / (SEEDS - 1);
                sum[0] = mean;
                sum[1] = Math.sqrt(variance / SEEDS);
            }
        }
        return sums;
    }

    private static double[] channel(Image in, Image out, int c) {
        int n = in.width() * in.height();
        byte[] before = in.rgb();
        byte[] after = out.rgb();
        double[] residual = new double[n];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            residual[i] = (after[3 * i + c] & 0xff) - (before[3 * i + c] & 0xff);
            sum += residual[i];
            squares += residual[i] * residual[i];
        }
        double mean = sum / n;
        double variance = squares / n - mean * mean;
        double[] statistics = new double[STATISTICS];
        statistics[0] = mean;
        statistics[1] = Math.sqrt(Math.max(0, variance));
        double[] sorted = residual.clone();
        Arrays.sort(sorted);
        for (int q = 0; q < QUANTILES.length; q++) {
            double at = QUANTILES[q] * (n - 1);
            int low = (int) at;
            statistics[2 + q] = sorted[low] + (at - low) * (sorted[Math.min(n - 1, low + 1)] - sorted[low]);
        }
        spectrum(residual, mean, in.width(), in.height(), statistics);
        double lag = 0;
        for (int i = 0; i < n; i++) {
            if (i % in.width() != 0) {
                lag += (residual[i] - mean) * (residual[i - 1] - mean);
            }
        }
        statistics[STATISTICS - 1] = lag / (n - in.height()) / Math.max(variance, 1e-12);
        return statistics;
    }

    private static void spectrum(double[] residual, double mean, int width, int height, double[] statistics) {
        double[][] real = new double[height][width];
        double[][] imaginary = new double[height][width];
        for (int i = 0; i < residual.length; i++) {
            real[i / width][i % width] = residual[i] - mean;
        }
        // The squares of the inverse transform are those of the forward one, but for the order of the frequencies.
        new Fourier(width).inverse(real, imaginary);
        double total = 0;
        double[] bands = new double[4];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fy = Math.min(y, height - y) / (double) height;
                double fx = Math.min(x, width - x) / (double) width;
                double power = real[y][x] * real[y][x] + imaginary[y][x] * imaginary[y][x];
                bands[(int) Math.min(3, Math.hypot(fy, fx) * 8)] += power;
                total += power;
            }
        }
        for (int i = 0; i < bands.length; i++) {
            statistics[FIRST_SHARE + i] = bands[i] / Math.max(total, 1e-12);
        }
    }
}
