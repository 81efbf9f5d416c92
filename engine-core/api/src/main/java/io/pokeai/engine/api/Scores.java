package io.pokeai.engine.api;

import java.util.Arrays;
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

    /**
     * @param values {@code count × classes} scores; copied
     * @throws EngineException {@code INVALID_ARGUMENT} when the shape and the number of values disagree
     */
    public Scores(ScoreKind kind, int count, int classes, float[] values) {
        if (count < 1 || classes < 1 || (long) count * classes != values.length) {
            throw EngineException.invalidArgument(
                    "Scores of shape [" + count + ", " + classes + "] were given " + values.length + " values.",
                    "Give count × classes values.");
        }
        this.kind = Objects.requireNonNull(kind);
        this.count = count;
        this.classes = classes;
        this.values = values.clone();
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

    /** A copy of one picture's scores, {@code [classes]}. */
    public float[] row(int picture) {
        Objects.checkIndex(picture, count);
        return Arrays.copyOfRange(values, picture * classes, (picture + 1) * classes);
    }

    /**
     * One picture's probabilities, {@code [classes]}: the scores themselves, or their softmax with the exponentials and
     * the sum in float64. This is the only softmax of the engine.
     */
    public float[] probabilities(int picture) {
        float[] row = row(picture);
        return kind == ScoreKind.PROBABILITIES ? row : softmax(row);
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
                && Arrays.equals(values, that.values);
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
