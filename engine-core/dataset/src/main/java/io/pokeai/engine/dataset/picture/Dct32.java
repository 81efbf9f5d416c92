package io.pokeai.engine.dataset.picture;

/**
 * The unnormalised DCT-II of 32 numbers with the rounding errors of SciPy: {@code scipy.fftpack.dct(x)} to the bit.
 *
 * <p>The errors count: in a symmetric picture half of the coefficients are 0 in theory, and whether one of them comes out
 * above or below the median decides a bit of its hash.
 *
 * <p><b>Source</b> pocketfft as SciPy 1.17 has it: {@code T_dcst23} (a half-complex FFT between two passes), {@code rfftp} with
 * the factors 2, 4, 4, and {@code sincos_2pibyn}, whose sines and cosines are products of two tables.
 *
 * <p><b>Threads</b> safe.
 */
final class Dct32 {
    static final int LENGTH = 32;

    private static final double SQRT2 = 1.4142135623730951;
    private static final Twiddles QUARTER = new Twiddles(4 * LENGTH);
    private static final Twiddles WHOLE = new Twiddles(LENGTH);
    private static final Pass[] PASSES = {new Pass(2, 1), new Pass(4, 2), new Pass(4, 8)};

    private Dct32() {}

    /** Replaces 32 numbers by their coefficients; {@code scratch} has 32 places. */
    static void transform(double[] values, double[] scratch) {
        values[0] *= 2;
        values[LENGTH - 1] *= 2;
        for (int k = 1; k < LENGTH - 1; k += 2) {
            double next = values[k + 1];
            values[k + 1] = next - values[k];
            values[k] += next;
        }
        double[] from = values;
        double[] to = scratch;
        for (Pass pass : PASSES) {
            pass.run(from, to);
            double[] swapped = from;
            from = to;
            to = swapped;
        }
        if (from != values) {
            System.arraycopy(from, 0, values, 0, LENGTH);
        }
        int half = LENGTH / 2;
        for (int k = 1; k < half; k++) {
            int mirrored = LENGTH - k;
            double near = QUARTER.cosine(k);
            double far = QUARTER.cosine(mirrored);
            double sum = near * values[mirrored] + far * values[k];
            double difference = near * values[k] - far * values[mirrored];
            values[k] = 0.5 * (sum + difference);
            values[mirrored] = 0.5 * (sum - difference);
        }
        values[half] *= QUARTER.cosine(half);
    }

    /** Cosine and sine of 2π·i/n, up to a half turn. */
    private static final class Twiddles {
        private final double[][] fine;
        private final double[][] coarse;
        private final int shift;

        Twiddles(int n) {
            int count = (n + 2) / 2;
            int bits = 1;
            while ((1 << bits) * (1 << bits) < count) {
                bits++;
            }
            shift = bits;
            int mask = (1 << bits) - 1;
            fine = new double[mask + 1][];
            for (int i = 0; i < fine.length; i++) {
                fine[i] = turned(i, n);
            }
            coarse = new double[(count + mask) / (mask + 1)][];
            for (int i = 0; i < coarse.length; i++) {
                coarse[i] = turned(i * (mask + 1), n);
            }
        }

        /** By symmetry from an angle of at most an eighth of a turn, where sine and cosine are exact to the last bit. */
        private static double[] turned(int index, int n) {
            int eighths = 8 * index;
            double step = 0.25 * Math.PI / n;
            if (eighths < n) {
                return new double[] {RoundedTurn.cos(eighths * step), RoundedTurn.sin(eighths * step)};
            }
            if (eighths < 2 * n) {
                int left = 2 * n - eighths;
                return new double[] {RoundedTurn.sin(left * step), RoundedTurn.cos(left * step)};
            }
            if (eighths < 3 * n) {
                int over = eighths - 2 * n;
                return new double[] {-RoundedTurn.sin(over * step), RoundedTurn.cos(over * step)};
            }
            int left = 4 * n - eighths;
            return new double[] {-RoundedTurn.cos(left * step), RoundedTurn.sin(left * step)};
        }

        double cosine(int index) {
            double[] a = fine[index & (fine.length - 1)];
            double[] b = coarse[index >> shift];
            return a[0] * b[0] - a[1] * b[1];
        }

        double sine(int index) {
            double[] a = fine[index & (fine.length - 1)];
            double[] b = coarse[index >> shift];
            return a[0] * b[1] + a[1] * b[0];
        }
    }

    /** One factor of the backward FFT of half-complex numbers. */
    private static final class Pass {
        private final int radix;
        private final int groups;
        private final int length;
        private final double[][] cosines;
        private final double[][] sines;

        Pass(int radix, int groups) {
            this.radix = radix;
            this.groups = groups;
            this.length = LENGTH / (radix * groups);
            this.cosines = new double[radix][(length + 1) / 2];
            this.sines = new double[radix][(length + 1) / 2];
            for (int j = 1; j < radix; j++) {
                for (int i = 1; i <= (length - 1) / 2; i++) {
                    int index = j * groups * i;
                    boolean beyond = 2 * index > LENGTH;
                    cosines[j][i] = WHOLE.cosine(beyond ? LENGTH - index : index);
                    sines[j][i] = beyond ? -WHOLE.sine(LENGTH - index) : WHOLE.sine(index);
                }
            }
        }

        void run(double[] from, double[] to) {
            for (int k = 0; k < groups; k++) {
                if (radix == 2) {
                    two(from, to, k);
                } else {
                    four(from, to, k);
                }
            }
        }

        private int in(int a, int b, int k) {
            return a + length * (b + radix * k);
        }

        private int out(int a, int k, int c) {
            return a + length * (k + groups * c);
        }

        private void two(double[] from, double[] to, int k) {
            to[out(0, k, 0)] = from[in(0, 0, k)] + from[in(length - 1, 1, k)];
            to[out(0, k, 1)] = from[in(0, 0, k)] - from[in(length - 1, 1, k)];
            to[out(length - 1, k, 0)] = 2 * from[in(length - 1, 0, k)];
            to[out(length - 1, k, 1)] = -2 * from[in(0, 1, k)];
            for (int i = 2; i < length; i += 2) {
                int mirrored = length - i;
                to[out(i - 1, k, 0)] = from[in(i - 1, 0, k)] + from[in(mirrored - 1, 1, k)];
                double real = from[in(i - 1, 0, k)] - from[in(mirrored - 1, 1, k)];
                double imaginary = from[in(i, 0, k)] + from[in(mirrored, 1, k)];
                to[out(i, k, 0)] = from[in(i, 0, k)] - from[in(mirrored, 1, k)];
                turn(to, i, k, 1, imaginary, real);
            }
        }

        private void four(double[] from, double[] to, int k) {
            double plus = from[in(0, 0, k)] + from[in(length - 1, 3, k)];
            double minus = from[in(0, 0, k)] - from[in(length - 1, 3, k)];
            double second = 2 * from[in(length - 1, 1, k)];
            double third = 2 * from[in(0, 2, k)];
            to[out(0, k, 0)] = plus + second;
            to[out(0, k, 2)] = plus - second;
            to[out(0, k, 3)] = minus + third;
            to[out(0, k, 1)] = minus - third;
            if (length % 2 == 0) {
                fourMiddle(from, to, k);
            }
            for (int i = 2; i < length; i += 2) {
                fourPair(from, to, k, i);
            }
        }

        private void fourMiddle(double[] from, double[] to, int k) {
            double sum = from[in(0, 3, k)] + from[in(0, 1, k)];
            double difference = from[in(0, 3, k)] - from[in(0, 1, k)];
            double plus = from[in(length - 1, 0, k)] + from[in(length - 1, 2, k)];
            double minus = from[in(length - 1, 0, k)] - from[in(length - 1, 2, k)];
            to[out(length - 1, k, 0)] = plus + plus;
            to[out(length - 1, k, 1)] = SQRT2 * (minus - sum);
            to[out(length - 1, k, 2)] = difference + difference;
            to[out(length - 1, k, 3)] = -SQRT2 * (minus + sum);
        }

        private void fourPair(double[] from, double[] to, int k, int i) {
            int mirrored = length - i;
            double tr2 = from[in(i - 1, 0, k)] + from[in(mirrored - 1, 3, k)];
            double tr1 = from[in(i - 1, 0, k)] - from[in(mirrored - 1, 3, k)];
            double ti1 = from[in(i, 0, k)] + from[in(mirrored, 3, k)];
            double ti2 = from[in(i, 0, k)] - from[in(mirrored, 3, k)];
            double tr4 = from[in(i, 2, k)] + from[in(mirrored, 1, k)];
            double ti3 = from[in(i, 2, k)] - from[in(mirrored, 1, k)];
            double tr3 = from[in(i - 1, 2, k)] + from[in(mirrored - 1, 1, k)];
            double ti4 = from[in(i - 1, 2, k)] - from[in(mirrored - 1, 1, k)];
            to[out(i - 1, k, 0)] = tr2 + tr3;
            to[out(i, k, 0)] = ti2 + ti3;
            turn(to, i, k, 1, ti1 + ti4, tr1 - tr4);
            turn(to, i, k, 2, ti2 - ti3, tr2 - tr3);
            turn(to, i, k, 3, ti1 - ti4, tr1 + tr4);
        }

        private void turn(double[] to, int i, int k, int c, double imaginary, double real) {
            double cosine = cosines[c][i / 2];
            double sine = sines[c][i / 2];
            to[out(i, k, c)] = cosine * imaginary + sine * real;
            to[out(i - 1, k, c)] = cosine * real - sine * imaginary;
        }
    }
}
