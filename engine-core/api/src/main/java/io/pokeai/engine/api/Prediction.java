package io.pokeai.engine.api;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer for one picture.
 *
 * @param model name of the model
 * @param version content hash of the model files that answered
 * @param device what computed it, such as {@code cpu} or {@code cuda:0}
 * @param labels the class names, in class order
 * @param kind what the model's scores are: whether the classes exclude each other or are independent (multi-label)
 * @param logits scores before softmax or the sigmoids, in class order; empty when the model only gives probabilities
 * @param probabilities in class order; of classes that exclude each other they sum to 1
 * @param timing where the time went
 * @param folds what each fold of an ensemble says, in the order of the folds; empty for a single model
 */
public record Prediction(
        String model,
        String version,
        String device,
        Labels labels,
        ScoreKind kind,
        Optional<List<Float>> logits,
        List<Float> probabilities,
        Timing timing,
        List<FoldPrediction> folds) {
    /** From this probability on, an independent class is one of the picture's labels. */
    public static final float THRESHOLD = 0.5f;

    private static final int SHOWN_VERSION = 12;
    private static final int SHOWN_CLASSES = 3;
    private static final double NANOS_PER_MILLI = 1e6;

    public Prediction {
        EngineException.required(model, "model");
        EngineException.required(version, "version");
        EngineException.required(device, "device");
        EngineException.required(labels, "labels");
        EngineException.required(kind, "kind");
        logits = EngineException.required(logits, "logits").map(Floats::copyOf);
        probabilities = Floats.copyOf(EngineException.required(probabilities, "probabilities"));
        EngineException.required(timing, "timing");
        folds = List.copyOf(EngineException.required(folds, "folds"));
        if (labels.size() != probabilities.size()) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + model + "' gave " + probabilities.size() + " scores for " + labels.size() + " labels.",
                    "Correct classes.txt or the labels of the model.");
        }
    }

    /** The answer of a single model whose classes exclude each other. */
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

    /** An answer of classes that exclude each other. */
    public Prediction(
            String model,
            String version,
            String device,
            Labels labels,
            Optional<List<Float>> logits,
            List<Float> probabilities,
            Timing timing,
            List<FoldPrediction> folds) {
        this(
                model,
                version,
                device,
                labels,
                logits.isPresent() ? ScoreKind.LOGITS : ScoreKind.PROBABILITIES,
                logits,
                probabilities,
                timing,
                folds);
    }

    /** Whether the classes are independent: then {@link #positives} is the answer, and several may be true. */
    public boolean isMultiLabel() {
        return kind.isIndependent();
    }

    /**
     * The picture's labels, best first: of independent classes all with a probability of {@link #THRESHOLD} or more,
     * which may be none; of classes that exclude each other the best one.
     */
    public List<RankedClass> positives() {
        if (!isMultiLabel()) {
            return List.of(best());
        }
        return Ranking.top(labels, probabilities, labels.size()).stream()
                .filter(ranked -> ranked.probability() >= THRESHOLD)
                .toList();
    }

    /** The probabilities in class order, as an array of the caller's own. */
    public float[] probabilityArray() {
        return Floats.copyOf(probabilities).toFloatArray();
    }

    /** The probabilities in class order, as a read-only view without a copy. */
    public FloatBuffer probabilityBuffer() {
        return Floats.copyOf(probabilities).buffer();
    }

    /** The probability of one class, by its index. */
    public float probability(int index) {
        return Floats.copyOf(probabilities).value(Objects.checkIndex(index, probabilities.size()));
    }

    /** The logits in class order, as an array of the caller's own; empty when the model only gives probabilities. */
    public Optional<float[]> logitArray() {
        return logits.map(values -> Floats.copyOf(values).toFloatArray());
    }

    /** The logits in class order, as a read-only view without a copy; empty when the model only gives probabilities. */
    public Optional<FloatBuffer> logitBuffer() {
        return logits.map(values -> Floats.copyOf(values).buffer());
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

    /** One line for a log: {@code sprites@0123456789ab on cpu: bulbasaur 0.9932, ivysaur 0.0051, venusaur 0.0004, 12.3 ms}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(model)
                .append('@')
                .append(version, 0, Math.min(SHOWN_VERSION, version.length()))
                .append(" on ")
                .append(device)
                .append(": ");
        for (RankedClass line : top(SHOWN_CLASSES)) {
            text.append(String.format(Locale.ROOT, "%s %.4f, ", line.label(), line.probability()));
        }
        double millis = (timing.preprocessNanos() + timing.inferNanos()) / NANOS_PER_MILLI;
        return text.append(String.format(Locale.ROOT, "%.1f ms", millis)).toString();
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
