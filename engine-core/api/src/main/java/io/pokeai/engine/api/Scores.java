package io.pokeai.engine.api;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What a classifier answers for a batch.
 *
 * <p><b>Shape</b> {@code [count, classes]} float32, row-major, class order of the model's {@link Labels}.<br>
 * <b>Threads</b> immutable.
 */
public final class Scores {
    private final ScoreKind kind;
    private final int count;
    private final int classes;
    private final float[] values;
    private final List<Scores> folds;

    /**
     * @param values {@code count × classes} scores; copied
     * @throws EngineException {@code INVALID_ARGUMENT} when the shape and the number of values disagree
     */
    public Scores(ScoreKind kind, int count, int classes, float[] values) {
        this(kind, count, classes, EngineException.required(values, "values").clone(), List.of());
    }

    private Scores(ScoreKind kind, int count, int classes, float[] values, List<Scores> folds) {
        if (count < 1 || classes < 1 || (long) count * classes != values.length) {
            throw EngineException.invalidArgument(
                    "Scores of shape [" + count + ", " + classes + "] were given " + values.length + " values.",
                    "Give count × classes values.");
        }
        this.kind = EngineException.required(kind, "kind");
        this.count = count;
        this.classes = classes;
        this.values = values;
        this.folds = folds;
    }

    /**
     * One answer of several folds: the mean of their logits or of their probabilities, class by class; independent ones stay
     * independent. They are summed in float32 in the order of the folds and then divided, as NumPy's {@code mean} and PyTorch's
     * do it over a leading axis.
     *
     * @param folds at least one, of one shape; logits for {@code MEAN_LOGITS}
     * @throws EngineException {@code MODEL_INVALID} when the folds do not match
     */
    public static Scores ensemble(List<Scores> folds, ModelSpec.EnsembleRule rule) {
        Scores first = folds.get(0);
        boolean logits = rule == ModelSpec.EnsembleRule.MEAN_LOGITS;
        float[] mean = new float[first.values.length];
        for (Scores fold : folds) {
            if (fold.count != first.count || fold.classes != first.classes || fold.kind != first.kind) {
                throw disagree(fold + " beside " + first);
            }
            if (logits && !fold.kind.isLogits()) {
                throw disagree(fold + ", and the mean of logits is wanted");
            }
            for (int picture = 0; picture < fold.count; picture++) {
                float[] row = logits ? fold.row(picture) : fold.probabilities(picture);
                for (int c = 0; c < row.length; c++) {
                    mean[picture * row.length + c] += row[c];
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= folds.size();
        }
        return new Scores(
                logits ? first.kind : first.kind.asProbabilities(),
                first.count,
                first.classes,
                mean,
                List.copyOf(folds));
    }

    private static EngineException disagree(String found) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "The folds of an ensemble gave " + found + ".",
                "All folds have to be of one model with the same classes and the same kind of output.");
    }

    /** What each fold of an ensemble gave; empty for a single model. */
    public List<Scores> folds() {
        return folds;
    }

    public ScoreKind kind() {
        return kind;
    }

    /** The number of pictures. */
    public int count() {
        return count;
    }

    /** The number of classes. */
    public int classes() {
        return classes;
    }

    /** All scores, {@code [count, classes]}, row-major: a read-only view without a copy. */
    public FloatBuffer buffer() {
        return FloatBuffer.wrap(values).asReadOnlyBuffer();
    }

    /** A copy of all scores, {@code [count, classes]} row by row; it is the caller's. */
    public float[] values() {
        return values.clone();
    }

    /** One score. */
    public float at(int picture, int index) {
        Objects.checkIndex(picture, count);
        return values[picture * classes + Objects.checkIndex(index, classes)];
    }

    /** A copy of one picture's scores, {@code [classes]}; it is the caller's. */
    public float[] row(int picture) {
        Objects.checkIndex(picture, count);
        return Arrays.copyOfRange(values, picture * classes, (picture + 1) * classes);
    }

    /**
     * One picture's probabilities, {@code [classes]}: the scores themselves, or of logits their softmax, or of independent
     * logits the sigmoid of each; computed in float64. This is the only softmax of the engine.
     */
    public float[] probabilities(int picture) {
        float[] row = row(picture);
        return switch (kind) {
            case LOGITS -> softmax(row);
            case INDEPENDENT_LOGITS -> sigmoid(row);
            case PROBABILITIES, INDEPENDENT_PROBABILITIES -> row;
        };
    }

    /** False when any score is NaN or infinite: such an answer says nothing. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    private static float[] sigmoid(float[] logits) {
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            // exp never overflows to NaN here: for very negative logits 1 / infinity is 0.
            probabilities[i] = (float) (1 / (1 + Math.exp(-(double) logits[i])));
        }
        return probabilities;
    }

    private static float[] softmax(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] exponentials = new double[logits.length];
        double sum = 0.0;
        for (int i = 0; i < logits.length; i++) {
            exponentials[i] = Math.exp(logits[i] - largest);
            sum += exponentials[i];
        }
        float[] probabilities = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            probabilities[i] = (float) (exponentials[i] / sum);
        }
        return probabilities;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Scores that
                && kind == that.kind
                && count == that.count
                && Arrays.equals(values, that.values)
                && folds.equals(that.folds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, count, Arrays.hashCode(values));
    }

    @Override
    public String toString() {
        return "Scores[" + kind + ", " + count + "×" + classes + "]";
    }
}
