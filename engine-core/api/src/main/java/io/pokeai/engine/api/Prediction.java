package io.pokeai.engine.api;

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
 * @param folds what each fold of an ensemble says, in the order of the folds; empty for a single model
 */
public record Prediction(
        String model,
        String version,
        String device,
        Labels labels,
        Optional<List<Float>> logits,
        List<Float> probabilities,
        Timing timing,
        List<FoldPrediction> folds) {

    public Prediction {
        Objects.requireNonNull(model);
        Objects.requireNonNull(version);
        Objects.requireNonNull(device);
        logits = logits.map(List::copyOf);
        probabilities = List.copyOf(probabilities);
        Objects.requireNonNull(timing);
        folds = List.copyOf(folds);
        if (labels.size() != probabilities.size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + model + "' gave " + probabilities.size() + " scores for " + labels.size() + " labels.",
                    "Correct classes.txt or the labels of the model.");
        }
    }

    /** The answer of a single model. */
    public Prediction(
            String model,
            String version,
            String device,
            Labels labels,
            Optional<List<Float>> logits,
            List<Float> probabilities,
            Timing timing) {
        this(model, version, device, labels, logits, probabilities, timing, List.of());
    }

    /** The {@code k} most probable classes, best first; equal ones in class order. All of them when {@code k} is larger. */
    public List<RankedClass> top(int k) {
        return Ranking.top(labels, probabilities, k);
    }

    /** How much the folds differ; empty for a single model. */
    public Optional<Disagreement> disagreement() {
        return folds.isEmpty() ? Optional.empty() : Optional.of(Disagreement.of(folds, best().index()));
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
