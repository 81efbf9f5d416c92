package io.pokeai.engine.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer for one picture.
 *
 * @param model name of the model
 * @param version content hash of the model files that answered
 * @param device what computed it, such as {@code cpu} or {@code cuda:0}
 * @param labels the class names, in class order
 * @param logits scores before softmax, in class order; empty when the model only gives probabilities
 * @param probabilities in class order
 * @param timing where the time went
 */
public record Prediction(
        String model,
        String version,
        String device,
        Labels labels,
        Optional<List<Float>> logits,
        List<Float> probabilities,
        Timing timing) {

    public Prediction {
        Objects.requireNonNull(model);
        Objects.requireNonNull(version);
        Objects.requireNonNull(device);
        logits = logits.map(List::copyOf);
        probabilities = List.copyOf(probabilities);
        Objects.requireNonNull(timing);
        if (labels.size() != probabilities.size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + model + "' gave " + probabilities.size() + " scores for " + labels.size() + " labels.",
                    "Correct classes.txt or the labels of the model.");
        }
    }

    /** The {@code k} most probable classes, best first; equal ones in class order. All of them when {@code k} is larger. */
    public List<RankedClass> top(int k) {
        if (k < 1) {
            throw EngineException.invalidArgument("top " + k + " is nothing.", "Ask for at least 1 class.");
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

    /** The most probable class. */
    public RankedClass best() {
        return top(1).get(0);
    }

    /**
     * One line of a top-k list.
     *
     * @param label class name
     * @param index class index, from 0
     * @param probability 0…1
     */
    public record RankedClass(String label, int index, float probability) {}

    /**
     * Where the time of one answer went, in nanoseconds.
     *
     * @param preprocessNanos reading, decoding, geometry and normalisation
     * @param inferNanos the model; of a batch, the whole batch
     */
    public record Timing(long preprocessNanos, long inferNanos) {}
}
