package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.filter.Lanes;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * Fog of a fractal height map: diamond-square on a torus.
 *
 * <p>The map is as large as the next power of two; all of it is computed, because its extremes count.
 */
public final class Fog extends Corruption {
    private static final double[][] C_DECAY = {{1.5, 2}, {2, 2}, {2.5, 1.7}, {2.5, 1.5}, {3, 1.4}};
    private static final double FIRST_AMPLITUDE = 100;

    private final double[] units = Levels.units();

    public Fog() {
        super(CorruptionFamily.WEATHER.random(10, "fog", CorruptionFamily.parameters("c decay", C_DECAY)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        double c = C_DECAY[severity - 1][0];
        int longest = Math.max(frame.width(), frame.height());
        int size = Integer.highestOneBit(longest - 1) << 1;
        float[] map = scratch.floats(0, size * size);
        new Plasma(map, size, random.field(0), scratch).fill(C_DECAY[severity - 1][1]);
        double top = max(frame.in(), frame.samples()) / Levels.MAX;
        int n = frame.stride();
        double[] sum = scratch.doubles(0, n);
        double[] veil = scratch.doubles(1, n);
        for (int y = 0; y < frame.height(); y++) {
            Lanes.look(frame.in(), y * n, units, sum, n);
            veil(map, y * size, (float) c, veil, frame.width());
            blend(sum, veil, top, top + c, n);
            Lanes.sample(sum, frame.out(), y * n, n);
        }
    }

    private static void veil(float[] map, int from, float c, double[] veil, int width) {
        for (int x = 0, i = 0; x < width; x++, i += Image.CHANNELS) {
            double value = c * map[from + x];
            veil[i] = value;
            veil[i + 1] = value;
            veil[i + 2] = value;
        }
    }

    private static void blend(double[] sum, double[] veil, double top, double divisor, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] = (sum[i] + veil[i]) * top / divisor;
        }
    }

    private static int max(byte[] samples, int n) {
        int max = 0;
        for (int i = 0; i < n; i++) {
            if ((samples[i] & 0xff) > max) {
                max = samples[i] & 0xff;
            }
        }
        return max;
    }

    /** The height map while it is filled. */
    private static final class Plasma {
        private final float[] map;
        private final int size;
        private final RandomSource.Field field;
        private final long[] words;
        private long used;

        Plasma(float[] map, int size, RandomSource.Field field, Scratch scratch) {
            this.map = map;
            this.size = size;
            this.field = field;
            this.words = scratch.longs(0, size);
        }

        void fill(double decay) {
            map[0] = 0;
            double amplitude = FIRST_AMPLITUDE;
            for (int step = size; step >= 2; step /= 2) {
                for (int i = 0; i < size; i += step) {
                    squares(i, step, amplitude);
                }
                for (int i = 0; i < size; i += step) {
                    upright(i, step, amplitude);
                }
                for (int i = 0; i < size; i += step) {
                    level(i, step, amplitude);
                }
                amplitude /= decay;
            }
            normalise();
        }

        /** The words of one row of a block, which follow those of the row before. */
        private long[] sample(int count) {
            for (int from = 0; from < count; from += RandomWords.BLOCK) {
                int part = Math.min(RandomWords.BLOCK, count - from);
                if (from == 0) {
                    RandomWords.fill(field, used, words, part);
                } else {
                    for (int k = 0; k < part; k++) {
                        words[from + k] = field.word(used + from + k);
                    }
                }
            }
            used += count;
            return words;
        }

        private static float noisy(float sum, double amplitude, long word) {
            return (float) (sum / 4 + amplitude * (-amplitude + (amplitude + amplitude) * RandomWords.uniform(word)));
        }

        private void squares(int i, int step, double amplitude) {
            long[] row = sample(size / step);
            int half = step / 2;
            int here = i * size;
            int below = (i + step & size - 1) * size;
            int target = (i + half) * size + half;
            for (int j = 0, k = 0; j < size; j += step, k++) {
                int next = j + step & size - 1;
                float sum = (map[here + j] + map[below + j]) + (map[here + next] + map[below + next]);
                map[target + j] = noisy(sum, amplitude, row[k]);
            }
        }

        private void upright(int i, int step, double amplitude) {
            long[] row = sample(size / step);
            int half = step / 2;
            int here = i * size;
            int centre = (i + half) * size + half;
            int above = ((i - step & size - 1) + half) * size + half;
            for (int j = 0, k = 0; j < size; j += step, k++) {
                float sum = (map[centre + j] + map[above + j]) + (map[here + j] + map[here + (j + step & size - 1)]);
                map[here + half + j] = noisy(sum, amplitude, row[k]);
            }
        }

        private void level(int i, int step, double amplitude) {
            long[] row = sample(size / step);
            int half = step / 2;
            int here = i * size;
            int below = (i + step & size - 1) * size;
            int centre = (i + half) * size;
            for (int j = 0, k = 0; j < size; j += step, k++) {
                float sum = (map[centre + half + j] + map[centre + half + (j - step & size - 1)])
                        + (map[here + j] + map[below + j]);
                map[centre + j] = noisy(sum, amplitude, row[k]);
            }
        }

        private void normalise() {
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            int count = size * size;
            for (int i = 0; i < count; i++) {
                // Comparisons, which are nearly always false: Math.min would wait for the one before it.
                if (map[i] < min) {
                    min = map[i];
                }
                if (map[i] > max) {
                    max = map[i];
                }
            }
            // Subtraction is monotonous, so the largest difference is that of the largest value.
            float range = max - min;
            for (int i = 0; i < count; i++) {
                map[i] = (map[i] - min) / range;
            }
        }
    }
}
