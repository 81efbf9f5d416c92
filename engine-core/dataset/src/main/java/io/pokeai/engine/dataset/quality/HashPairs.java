package io.pokeai.engine.dataset.quality;

import java.util.Arrays;

/**
 * Finds all pairs of distinct 64-bit hashes that differ in few bits; none is missed.
 *
 * <p>Up to {@value #INDEXED} bits two hashes have at least one of their four 16-bit parts in common, so only hashes that share a
 * part are compared. Beyond, every hash is compared with every other one: 5·10⁹ comparisons for 100,000.
 *
 * <p><b>Threads</b> immutable.
 */
final class HashPairs {
    /** The largest distance that four parts are enough for. */
    static final int INDEXED = 3;

    private static final int PARTS = 4;
    private static final int PART_BITS = 16;
    private static final int VALUES = 1 << PART_BITS;

    private final long[] hashes;

    /** @param hashes each once */
    HashPairs(long... hashes) {
        this.hashes = hashes.clone();
    }

    /** Receives each pair once, in any order. */
    interface Listener {
        void pair(int one, int other, int distance);
    }

    /** All pairs whose distance is from 1 to {@code most} bits. */
    void within(int most, Listener listener) {
        if (most < 1) {
            return;
        }
        if (most > INDEXED) {
            scan(most, listener);
            return;
        }
        for (int part = 0; part < PARTS; part++) {
            indexed(part, most, listener);
        }
    }

    private void scan(int most, Listener listener) {
        for (int i = 0; i < hashes.length; i++) {
            long hash = hashes[i];
            for (int j = i + 1; j < hashes.length; j++) {
                int distance = Long.bitCount(hash ^ hashes[j]);
                if (distance <= most) {
                    listener.pair(i, j, distance);
                }
            }
        }
    }

    /** Pairs that have this part in common and none before it. */
    private void indexed(int part, int most, Listener listener) {
        int[] starts = new int[VALUES + 1];
        for (long hash : hashes) {
            starts[value(hash, part) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] places = starts.clone();
        int[] sorted = new int[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            sorted[places[value(hashes[i], part)]++] = i;
        }
        for (int value = 0; value < VALUES; value++) {
            for (int a = starts[value]; a < starts[value + 1]; a++) {
                for (int b = a + 1; b < starts[value + 1]; b++) {
                    long difference = hashes[sorted[a]] ^ hashes[sorted[b]];
                    int distance = Long.bitCount(difference);
                    if (distance <= most && isFirst(difference, part)) {
                        listener.pair(sorted[a], sorted[b], distance);
                    }
                }
            }
        }
    }

    private static boolean isFirst(long difference, int part) {
        for (int before = 0; before < part; before++) {
            if (value(difference, before) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int value(long hash, int part) {
        return (int) (hash >>> (part * PART_BITS)) & (VALUES - 1);
    }
}
