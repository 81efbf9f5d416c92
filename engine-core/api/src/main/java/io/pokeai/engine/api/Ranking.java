package io.pokeai.engine.api;

import io.pokeai.engine.api.Prediction.RankedClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the most probable classes. */
final class Ranking {
    private Ranking() {}

    /** The {@code k} most probable classes, best first; equal ones in class order. */
    static List<RankedClass> top(Labels labels, List<Float> probabilities, int k) {
        if (k < 1) {
            throw EngineException.invalidArgument(
                    "The number of classes must be at least 1, got " + k + ".", "Ask for at least 1 class.");
        }
        // One number per class, by probability and then by class order, sorts many times faster than the classes.
        long[] ranks = new long[probabilities.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = (long) ordered(probabilities.get(i)) << Integer.SIZE | (Integer.MAX_VALUE - i);
        }
        Arrays.sort(ranks);
        List<RankedClass> best = new ArrayList<>();
        for (int rank = ranks.length - 1; rank >= Math.max(0, ranks.length - k); rank--) {
            int i = Integer.MAX_VALUE - (int) ranks[rank];
            best.add(new RankedClass(labels.get(i), i, probabilities.get(i)));
        }
        return List.copyOf(best);
    }

    /** An integer that is larger when the number is; a model's own "probabilities" may fall below 0. */
    private static int ordered(float number) {
        int bits = Float.floatToIntBits(number);
        return bits ^ (bits >> (Integer.SIZE - 1) & Integer.MAX_VALUE);
    }
}
