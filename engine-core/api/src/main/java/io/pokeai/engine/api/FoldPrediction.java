package io.pokeai.engine.api;

import java.util.List;
import java.util.Optional;

/**
 * What one fold of an ensemble says about a picture.
 *
 * @param fold its number, as its file says
 * @param labels the class names, in class order
 * @param logits scores before softmax, in class order; empty when the fold only gives probabilities
 * @param probabilities in class order
 */
public record FoldPrediction(int fold, Labels labels, Optional<List<Float>> logits, List<Float> probabilities) {
    public FoldPrediction {
        logits = logits.map(Floats::copyOf);
        probabilities = Floats.copyOf(probabilities);
    }

    /** The {@code k} most probable classes, best first; equal ones in class order. */
    public List<Prediction.RankedClass> top(int k) {
        return Ranking.top(labels, probabilities, k);
    }
}
