package io.pokeai.aug.evaluation.statistics;

import io.pokeai.engine.api.EngineException;

/**
 * Random numbers that depend on nothing but a seed and two counters, so that any draw can be repeated alone, on any machine and
 * by any number of threads.
 *
 * <p>Number {@code i} of draw {@code d} is {@code mix(mix(seed + (d+1)·γ) + (i+1)·γ)}, with {@code mix} and {@code γ} of SplitMix64.
 *
 * <p><b>Source</b> Steele, Lea, Flood, <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014 (variant 13 of
 * Stafford's mixers).<br>
 * <b>Threads</b> immutable.
 *
 * @param seed any number
 * @param count how many draws a statistic makes, from 100 to 1,000,000
 */
public record Draws(long seed, int count) {
    /** 1,000 draws of PokeAI's seed. */
    public static final Draws DEFAULT = new Draws(42, 1000);

    private static final int LEAST = 100;
    private static final int MOST = 1_000_000;
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** @throws EngineException {@code INVALID_ARGUMENT} when the count is out of its range */
    public Draws {
        if (count < LEAST || count > MOST) {
            throw EngineException.invalidArgument(
                    count + " draws were asked for.", "Ask for " + LEAST + " to " + MOST + " draws.");
        }
    }

    /** The random numbers of one draw. */
    public Stream stream(int draw) {
        return new Stream(mix(seed + (draw + 1L) * GAMMA));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * The random numbers of one draw.
     *
     * <p><b>Threads</b> immutable.
     *
     * @param start of the draw
     */
    public record Stream(long start) {
        /** The 64 bits of a position. */
        public long bits(long position) {
            return mix(start + (position + 1) * GAMMA);
        }

        /** A number from 0 to bound − 1; no number is preferred by more than one in 2⁶³ / bound. */
        public int index(long position, int bound) {
            return (int) Math.multiplyHigh(bits(position) >>> 1, 2L * bound);
        }
    }
}
