package io.pokeai.engine.api;

import java.util.List;

/**
 * The answer to a {@link TensorRequest}.
 *
 * <p>Unlike a {@link Prediction} it may have scores that are not finite: they follow from the numbers that the caller has sent, and
 * the caller decides what they mean.
 *
 * @param spec what answered
 * @param device what computed it, such as {@code cpu}
 * @param probabilities {@code [pictures][classes]}
 * @param scores {@code [pictures][classes]}: logits, or probabilities when the model only gives these
 * @param kind what the scores are
 * @param timing where the time went; of several batches, their sum
 */
public record TensorAnswer(
        ModelSpec spec,
        String device,
        ScoreKind kind,
        List<float[]> scores,
        List<float[]> probabilities,
        Prediction.Timing timing) {
    public TensorAnswer {
        scores = List.copyOf(scores);
        probabilities = List.copyOf(probabilities);
    }

    /** Whether every score is a finite number. */
    public boolean isFinite() {
        for (float[] row : scores) {
            for (float score : row) {
                if (!Float.isFinite(score)) {
                    return false;
                }
            }
        }
        return true;
    }
}
