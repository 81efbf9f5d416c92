package io.pokeai.aug.robustness.cells;

import io.pokeai.engine.api.Disagreement;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What is kept of an answer beside its class.
 *
 * @param confidence probability of the class that was answered; NaN without an answer
 * @param trueProbability probability of the label; NaN without an answer, and for a label that the model does not know
 * @param margin how far the answer leads before the next class, 0…1; NaN without an answer
 * @param voteEntropy of the folds, as {@link Disagreement#voteEntropy}; NaN for a single model
 * @param deviation of the folds, as {@link Disagreement#std}; NaN for a single model
 * @param pixels {@link PixelDigest} of what the model saw; 0 if it saw nothing
 * @param probabilities the first eight bytes of the SHA-256 of all probabilities, float32 in big-endian order; 0 without an answer
 */
public record RowScore(
        float confidence,
        float trueProbability,
        float margin,
        float voteEntropy,
        float deviation,
        long pixels,
        long probabilities) {
    /** A row that was not answered. */
    public static final RowScore UNANSWERED = new RowScore(Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, 0, 0);

    static final int BYTES = 5 * Float.BYTES + 2 * Long.BYTES;

    /**
     * Of an answer.
     *
     * @param predicted the class that was answered
     * @param label empty for a label that the model does not know
     */
    public static RowScore of(
            float[] probabilities,
            int predicted,
            Optional<Integer> label,
            Optional<Disagreement> disagreement,
            long pixels) {
        return new RowScore(
                probabilities[predicted],
                label.map(known -> probabilities[known]).orElse(Float.NaN),
                probabilities[predicted] - next(probabilities, predicted),
                disagreement.map(folds -> (float) folds.voteEntropy()).orElse(Float.NaN),
                disagreement.map(folds -> (float) folds.std()).orElse(Float.NaN),
                pixels,
                digest(probabilities));
    }

    /** The largest of the other probabilities; 0 for a model of one class. */
    private static float next(float[] probabilities, int predicted) {
        float next = 0;
        for (int k = 0; k < probabilities.length; k++) {
            next = k == predicted ? next : Math.max(next, probabilities[k]);
        }
        return next;
    }

    private static long digest(float... probabilities) {
        ByteBuffer bytes = ByteBuffer.allocate(probabilities.length * Float.BYTES);
        bytes.asFloatBuffer().put(probabilities);
        return first(bytes);
    }

    /** The first eight bytes of the SHA-256. */
    static long first(ByteBuffer... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (ByteBuffer part : parts) {
                sha.update(part);
            }
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    void write(ByteBuffer to) {
        to.putFloat(confidence).putFloat(trueProbability).putFloat(margin);
        to.putFloat(voteEntropy).putFloat(deviation);
        to.putLong(pixels).putLong(probabilities);
    }

    static RowScore read(ByteBuffer from) {
        return new RowScore(
                from.getFloat(),
                from.getFloat(),
                from.getFloat(),
                from.getFloat(),
                from.getFloat(),
                from.getLong(),
                from.getLong());
    }
}
