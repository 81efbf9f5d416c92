package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.statistics.Draws;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * p values of "the candidate is not worse" for all cells together and for each one, by flipping signs of pictures.
 *
 * <p>Each draw swaps the two models for every other picture or so, in all of its cells at once: the dependence of cells that share
 * pictures is kept. Under "the models are exchangeable" all draws are as likely as what was observed. A cell's statistic is
 * {@code T = Σ d / √discordant}; its adjusted p value comes from the largest statistic of all cells that are not clearer than it
 * (max-T, step down), and {@code p = (1 + #{≥}) / (1 + draws)}. The statistic of all cells together is {@code Σ d}.
 *
 * <p>Sums are whole numbers, counted on bit sets.
 *
 * <p><b>Source</b> Westfall, Young, <i>Resampling-based multiple testing</i> (1993), algorithm 2.8; Phipson, Smyth, SAGMB 9 (2010),
 * for the 1.
 *
 * <p><b>Threads</b> immutable.
 */
final class SignFlips {
    /** Statistics this close are equal: only their roots were rounded. */
    private static final double ROUNDING = 1e-12;

    private final double familyP;
    private final double[] cellP;

    private SignFlips(double familyP, double... cellP) {
        this.familyP = familyP;
        this.cellP = cellP;
    }

    static SignFlips of(PairedCells paired, Draws draws) {
        return new Flipping(paired).run(draws);
    }

    /** p of the mean over all cells. */
    double familyP() {
        return familyP;
    }

    /** p of a cell, adjusted for their number. */
    double cellP(int cell) {
        return cellP[cell];
    }

    /** The bits of all cells, as words. */
    private static final class Flipping {
        private final int cells;
        private final int words;
        private final long[][] worse;
        private final long[][] better;
        private final int[] sums;
        private final double[] roots;
        /** Cells by their observed statistic, the clearest first. */
        private final int[] order;

        Flipping(PairedCells paired) {
            cells = paired.cells().size();
            words = (paired.pictures() + Long.SIZE - 1) / Long.SIZE;
            worse = new long[cells][];
            better = new long[cells][];
            sums = new int[cells];
            roots = new double[cells];
            for (int cell = 0; cell < cells; cell++) {
                worse[cell] = words(paired.broken(cell));
                better[cell] = words(paired.mended(cell));
                sums[cell] = paired.rows(cell).onlyFirst() - paired.rows(cell).onlySecond();
                roots[cell] = Math.sqrt(Math.max(1, paired.rows(cell).discordant()));
            }
            order = IntStream.range(0, cells)
                    .boxed()
                    .sorted(Comparator.comparingDouble(cell -> -sums[cell] / roots[cell]))
                    .mapToInt(cell -> cell)
                    .toArray();
        }

        private long[] words(BitSet bits) {
            return Arrays.copyOf(bits.toLongArray(), words);
        }

        SignFlips run(Draws draws) {
            long observed = IntStream.of(sums).asLongStream().sum();
            long familyBeyond = 0;
            long[] beyond = new long[cells];
            long[] flips = new long[words];
            int[] flipped = new int[cells];
            for (int draw = 0; draw < draws.count(); draw++) {
                Draws.Stream random = draws.stream(draw);
                for (int word = 0; word < words; word++) {
                    flips[word] = random.bits(word);
                }
                long all = 0;
                for (int cell = 0; cell < cells; cell++) {
                    flipped[cell] = sums[cell] - 2 * (common(worse[cell], flips) - common(better[cell], flips));
                    all += flipped[cell];
                }
                familyBeyond += all >= observed ? 1 : 0;
                countBeyond(flipped, beyond);
            }
            return new SignFlips((1.0 + familyBeyond) / (1.0 + draws.count()), adjusted(beyond, draws.count()));
        }

        private static int common(long[] some, long[] others) {
            int count = 0;
            for (int word = 0; word < some.length; word++) {
                count += Long.bitCount(some[word] & others[word]);
            }
            return count;
        }

        /** From the least clear cell up: the largest statistic so far against what was observed. */
        private void countBeyond(int[] flipped, long[] beyond) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int rank = cells - 1; rank >= 0; rank--) {
                int cell = order[rank];
                largest = Math.max(largest, flipped[cell] / roots[cell]);
                if (largest >= sums[cell] / roots[cell] - ROUNDING) {
                    beyond[cell]++;
                }
            }
        }

        /** A cell is never surer than one that is clearer. */
        private double[] adjusted(long[] beyond, int count) {
            double[] p = new double[cells];
            double highest = 0;
            for (int cell : order) {
                highest = Math.max(highest, (1.0 + beyond[cell]) / (1.0 + count));
                p[cell] = highest;
            }
            return p;
        }
    }
}
