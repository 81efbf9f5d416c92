package io.pokeai.aug.corruptions.internal.filter;

/**
 * The loops that take most of the time, each in the shape that HotSpot turns into vector instructions: whole arrays from
 * index 0, no two of them the same, at most five of them. A shift is an array copy.
 *
 * <p>Sums are added in the order of the arguments, so results do not depend on the grouping of calls.
 */
public final class Lanes {
    private Lanes() {}

    /** {@code out = a w} */
    public static void scale(double[] a, double w, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] * w;
        }
    }

    /** {@code sum += a w} */
    public static void add(double[] a, double w, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a[i] * w;
        }
    }

    /** {@code sum += a v, sum += b w} */
    public static void add(double[] a, double v, double[] b, double w, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + a[i] * v + b[i] * w;
        }
    }

    /** {@code sum += a u, sum += b v, sum += c w, sum += d x} */
    public static void add(
            double[] a,
            double u,
            double[] b,
            double v,
            double[] c,
            double w,
            double[] d,
            double x,
            double[] sum,
            int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + a[i] * u + b[i] * v + c[i] * w + d[i] * x;
        }
    }

    /** {@code sum += a[k] w[k]} for all k below {@code taps}, in their order. */
    public static void addAll(double[][] a, double[] w, int taps, double[] sum, int n) {
        int k = 0;
        for (; k + 4 <= taps; k += 4) {
            add(a[k], w[k], a[k + 1], w[k + 1], a[k + 2], w[k + 2], a[k + 3], w[k + 3], sum, n);
        }
        for (; k < taps; k++) {
            add(a[k], w[k], sum, n);
        }
    }

    /** {@code sum += (a + b) w} */
    public static void addPair(double[] a, double[] b, double w, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += (a[i] + b[i]) * w;
        }
    }

    /** {@code sum += (a + b) v, sum += (c + d) w} */
    public static void addPairs(
            double[] a, double[] b, double v, double[] c, double[] d, double w, double[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = sum[i] + (a[i] + b[i]) * v + (c[i] + d[i]) * w;
        }
    }

    /** {@code out = a + b} */
    public static void sum(double[] a, double[] b, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = a[i] + b[i];
        }
    }

    /** {@code out = table[in[from + i]]} */
    public static void look(byte[] in, int from, double[] table, double[] out, int n) {
        for (int i = 0; i < n; i++) {
            out[i] = table[in[from + i] & 0xff];
        }
    }

    /** Values of 0…255 as samples: truncated. What lies outside by less than rounding noise is taken in. */
    public static void truncate(double[] values, byte[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            out[to + i] = (byte) Math.max(0, Math.min(255, (int) values[i]));
        }
    }

    /** Values of the unit range as samples: times 255, truncated, clipped. */
    public static void sample(double[] units, byte[] out, int to, int n) {
        for (int i = 0; i < n; i++) {
            out[to + i] = (byte) Math.max(0, Math.min(255, (int) (units[i] * 255)));
        }
    }
}
