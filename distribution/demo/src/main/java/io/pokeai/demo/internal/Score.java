package io.pokeai.demo.internal;

import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import java.nio.file.Path;

/** How many pictures of each creature were named rightly, and how surely. */
final class Score {
    private final int[] right = new int[Creature.values().length];
    private final int[] all = new int[Creature.values().length];
    private final double[] confidence = new double[Creature.values().length];

    /** A picture that could not be classified counts as wrong. */
    void add(Creature truth, Result<Path> result) {
        int i = truth.index();
        all[i]++;
        if (result instanceof Result.Classified<Path> classified) {
            Prediction prediction = classified.prediction();
            int index = prediction.labels().asList().indexOf(truth.label());
            confidence[i] += index < 0 ? 0 : prediction.probabilities().get(index);
            right[i] += prediction.best().label().equals(truth.label()) ? 1 : 0;
        }
    }

    int right(Creature creature) {
        return right[creature.index()];
    }

    int all(Creature creature) {
        return all[creature.index()];
    }

    /** The mean probability of the true class. */
    double confidence(Creature creature) {
        return confidence[creature.index()] / Math.max(1, all(creature));
    }

    int right() {
        return sum(right);
    }

    int all() {
        return sum(all);
    }

    /** 0…1. */
    double accuracy() {
        return all() == 0 ? 0 : (double) right() / all();
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }
}
