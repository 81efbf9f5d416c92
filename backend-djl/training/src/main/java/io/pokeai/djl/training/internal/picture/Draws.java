package io.pokeai.djl.training.internal.picture;

/**
 * Random numbers that a seed decides, the same on every JVM. Each picture of each epoch has a generator of its own, so that what is
 * drawn for it depends neither on threads nor on other pictures.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Source</b> SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; the constants of
 * its finaliser are Stafford's variant 13.
 */
public final class Draws {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final int SPARE_BITS = 11;
    private static final double ULP = 0x1.0p-53;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    /** The generator of some numbers, such as seed, fold, epoch and picture; other numbers give an unrelated one. */
    public static Draws of(long... numbers) {
        long state = 0;
        for (long number : numbers) {
            state = mixed(state + GOLDEN_GAMMA) ^ mixed(number + GOLDEN_GAMMA);
        }
        return new Draws(mixed(state));
    }

    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** 64 random bits. */
    public long bits() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** Uniform from 0 to below 1, a multiple of 2⁻⁵³. */
    public double unit() {
        return (bits() >>> SPARE_BITS) * ULP;
    }

    /** Uniform between two numbers. */
    public double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** A whole number from 0 to below a bound, each as likely as the others. */
    public int below(int bound) {
        long most = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        long drawn = bits() >>> 1;
        while (drawn >= most) {
            drawn = bits() >>> 1;
        }
        return (int) (drawn % bound);
    }

    /** The numbers from 0 to below a count in a random order (Fisher and Yates). */
    public int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = below(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
