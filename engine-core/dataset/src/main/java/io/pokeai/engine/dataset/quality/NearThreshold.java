package io.pokeai.engine.dataset.quality;

import java.util.Arrays;
import java.util.List;

/**
 * The distance of hashes up to which pictures are compared as near duplicates. It is found on the data itself: the largest
 * distance at which less than 1 % of the pairs join two classes.
 *
 * <p>One number does not fit all data: among sprites a sixth of the pairs up to a distance of 10 has two labels, among
 * photographs hardly any.
 *
 * @param distance in bits; 0 also when pictures of equal hashes join classes too often: the pixels decide in any case
 * @param levels what was counted, by distance from 0
 */
public record NearThreshold(int distance, List<Level> levels) {
    /** Beyond this distance hashes say nothing. */
    public static final int MOST = 10;

    /** The part of all pairs that may join two classes. */
    public static final double MOST_CROSSING = 0.01;

    public NearThreshold {
        levels = List.copyOf(levels);
    }

    /**
     * Pairs of pictures up to a distance.
     *
     * @param distance in bits
     * @param pairs whose hashes differ in at most {@code distance} bits
     * @param crossing those of them that have two labels
     */
    public record Level(int distance, long pairs, long crossing) {
        boolean isGood() {
            return crossing < MOST_CROSSING * pairs;
        }
    }

    /** Whether less than 1 % of the pairs up to the distance join two classes. */
    public boolean isTrusted() {
        return levels.get(distance).isGood() || levels.get(distance).pairs() == 0;
    }

    /** Counts while the distance is good. */
    static NearThreshold of(HashBuckets buckets) {
        long[] pairs = new long[MOST + 1];
        long[] crossing = new long[MOST + 1];
        buckets.count(HashPairs.INDEXED, pairs, crossing);
        int counted = HashPairs.INDEXED;
        if (level(counted, pairs, crossing).isGood()) {
            Arrays.fill(pairs, 0);
            Arrays.fill(crossing, 0);
            buckets.count(MOST, pairs, crossing);
            counted = MOST;
        }
        int best = 0;
        Level[] levels = new Level[counted + 1];
        for (int distance = 0; distance <= counted; distance++) {
            levels[distance] = level(distance, pairs, crossing);
            if (levels[distance].isGood() || levels[distance].pairs() == 0) {
                best = distance;
            }
        }
        return new NearThreshold(best, List.of(levels));
    }

    private static Level level(int distance, long[] pairs, long[] crossing) {
        return new Level(
                distance,
                Arrays.stream(pairs, 0, distance + 1).sum(),
                Arrays.stream(crossing, 0, distance + 1).sum());
    }
}
