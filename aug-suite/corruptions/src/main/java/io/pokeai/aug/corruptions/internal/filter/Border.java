package io.pokeai.aug.corruptions.internal.filter;

/** What lies outside a row of samples. */
public enum Border {
    /** {@code a a | a b c d | d d}: SciPy's {@code nearest}. */
    REPLICATE {
        @Override
        public int index(int i, int n) {
            return Math.max(0, Math.min(n - 1, i));
        }
    },
    /** {@code b a | a b c d | d c}: SciPy's {@code reflect}. */
    REFLECT {
        @Override
        public int index(int i, int n) {
            int period = Math.floorMod(i, 2 * n);
            return period < n ? period : 2 * n - 1 - period;
        }
    },
    /** {@code c b | a b c d | c b}: OpenCV's default. */
    REFLECT_101 {
        @Override
        public int index(int i, int n) {
            int period = Math.floorMod(i, 2 * n - 2);
            return period < n ? period : 2 * n - 2 - period;
        }
    };

    /** The index inside {@code 0…n - 1} that stands for any index; n is at least 2. */
    public abstract int index(int i, int n);

    /** Fills {@code radius} pixels on both sides of the {@code pixels} that begin at pixel {@code radius}. */
    public void extend(double[] padded, int pixels, int channels, int radius) {
        for (int k = 1; k <= radius; k++) {
            copy(padded, radius - k, radius + index(-k, pixels), channels);
            copy(padded, radius + pixels - 1 + k, radius + index(pixels - 1 + k, pixels), channels);
        }
    }

    private static void copy(double[] row, int to, int from, int channels) {
        for (int c = 0; c < channels; c++) {
            row[to * channels + c] = row[from * channels + c];
        }
    }
}
