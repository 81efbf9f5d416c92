package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.statistics.Draws;
import java.util.stream.IntStream;

/**
 * The order in which a sequential gate looks at pictures: shuffled by the seed of the plan, whatever order the data set has.
 *
 * <p><b>Source</b> Durstenfeld, <i>Algorithm 235: Random permutation</i>, CACM 7 (1964).
 */
public final class PictureOrder {
    /** A stream that no draw uses. */
    private static final int STREAM = -1;

    private PictureOrder() {}

    /** The indices of all pictures, in the order of a seed. */
    public static int[] of(int pictures, Draws draws) {
        Draws.Stream random = draws.stream(STREAM);
        int[] order = IntStream.range(0, pictures).toArray();
        for (int last = pictures - 1; last > 0; last--) {
            int chosen = random.index(last, last + 1);
            int moved = order[last];
            order[last] = order[chosen];
            order[chosen] = moved;
        }
        return order;
    }
}
