package io.pokeai.aug.corruptions.internal;

import java.util.Arrays;

/**
 * Inverse discrete Fourier transforms of any length: radix 2 where it fits, Bluestein's convolution elsewhere.
 *
 * <p><b>Source</b> L. Bluestein, <i>A linear filtering approach to the computation of the discrete Fourier transform</i>,
 * 1970. All sines are {@link StrictMath}'s: the same bits on every machine.<br>
 * <b>Threads</b> one at a time.
 */
public final class Fourier {
    private final int n;
    private final int m;
    private final double[] cosine;
    private final double[] sine;
    private final double[] chirpRe;
    private final double[] chirpIm;
    private final double[] filterRe;
    private final double[] filterIm;
    private final double[] re;
    private final double[] im;

    public Fourier(int n) {
        this.n = n;
        this.m = Integer.highestOneBit(2 * n - 1) * 2;
        this.cosine = new double[m / 2];
        this.sine = new double[m / 2];
        for (int k = 0; k < m / 2; k++) {
            cosine[k] = StrictMath.cos(2 * Math.PI * k / m);
            sine[k] = StrictMath.sin(2 * Math.PI * k / m);
        }
        this.chirpRe = new double[n];
        this.chirpIm = new double[n];
        this.filterRe = new double[m];
        this.filterIm = new double[m];
        for (int k = 0; k < n; k++) {
            // The square modulo 2n, so that the angle stays small.
            double angle = Math.PI * ((long) k * k % (2L * n)) / n;
            chirpRe[k] = StrictMath.cos(angle);
            chirpIm[k] = StrictMath.sin(angle);
            filterRe[k] = chirpRe[k];
            filterIm[k] = -chirpIm[k];
            filterRe[(m - k) % m] = chirpRe[k];
            filterIm[(m - k) % m] = -chirpIm[k];
        }
        radix2(filterRe, filterIm);
        this.re = new double[m];
        this.im = new double[m];
    }

    /** Transforms every row and every column of an n × n array in place, and divides by n². */
    public void inverse(double[][] real, double[][] imaginary) {
        for (int y = 0; y < n; y++) {
            inverse(real[y], imaginary[y]);
        }
        double[] columnRe = new double[n];
        double[] columnIm = new double[n];
        for (int x = 0; x < n; x++) {
            for (int y = 0; y < n; y++) {
                columnRe[y] = real[y][x];
                columnIm[y] = imaginary[y][x];
            }
            inverse(columnRe, columnIm);
            for (int y = 0; y < n; y++) {
                real[y][x] = columnRe[y];
                imaginary[y][x] = columnIm[y];
            }
        }
    }

    /** {@code x[j] = sum of X[k] exp(2 pi i j k / n) / n}, in place. */
    void inverse(double[] real, double[] imaginary) {
        Arrays.fill(re, 0);
        Arrays.fill(im, 0);
        for (int k = 0; k < n; k++) {
            re[k] = real[k] * chirpRe[k] - imaginary[k] * chirpIm[k];
            im[k] = real[k] * chirpIm[k] + imaginary[k] * chirpRe[k];
        }
        radix2(re, im);
        for (int k = 0; k < m; k++) {
            double product = re[k] * filterRe[k] - im[k] * filterIm[k];
            // Conjugated, so that the forward transform is the inverse one.
            im[k] = -(re[k] * filterIm[k] + im[k] * filterRe[k]);
            re[k] = product;
        }
        radix2(re, im);
        for (int j = 0; j < n; j++) {
            double r = re[j] / m;
            double i = -im[j] / m;
            real[j] = (r * chirpRe[j] - i * chirpIm[j]) / n;
            imaginary[j] = (r * chirpIm[j] + i * chirpRe[j]) / n;
        }
    }

    /** The forward transform, length m. */
    private void radix2(double[] a, double[] b) {
        for (int i = 1, j = 0; i < m; i++) {
            int bit = m >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(a, i, j);
                swap(b, i, j);
            }
        }
        for (int length = 2; length <= m; length *= 2) {
            int half = length / 2;
            int step = m / length;
            for (int start = 0; start < m; start += length) {
                for (int k = 0; k < half; k++) {
                    int low = start + k;
                    int high = low + half;
                    double c = cosine[k * step];
                    double s = -sine[k * step];
                    double r = a[high] * c - b[high] * s;
                    double i = a[high] * s + b[high] * c;
                    a[high] = a[low] - r;
                    b[high] = b[low] - i;
                    a[low] += r;
                    b[low] += i;
                }
            }
        }
    }

    private static void swap(double[] a, int i, int j) {
        double kept = a[i];
        a[i] = a[j];
        a[j] = kept;
    }
}
