package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import org.jspecify.annotations.Nullable;

/**
 * What every back end checks around a call: that the model takes the batch, and that the answer is valid.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param info of the classifier that is asked
 */
public record InferenceCheck(ClassifierInfo info) {
    // A softmax in half precision misses 1 by less.
    private static final float ROUNDING = 1e-3f;

    /**
     * @throws EngineException {@code INVALID_ARGUMENT} for pictures of another size than the input spec's, or more than fit in
     *     a batch
     */
    public void requireShape(ImageTensor batch) {
        InputSpec input = info.spec().input();
        if (batch.height() != input.height() || batch.width() != input.width() || batch.count() > info.maxBatch()) {
            throw EngineException.invalidArgument(
                    "Model '" + name() + "' takes [1…" + info.maxBatch() + ", 3, " + input.height() + ", "
                            + input.width() + "], found [" + batch.count() + ", 3, " + batch.height() + ", "
                            + batch.width() + "].",
                    "Prepare the pictures as input spec " + info.spec().input() + " says, in batches of at most "
                            + info.maxBatch() + ".");
        }
    }

    /** How many numbers the model gives per picture: one for each class, or one for two classes ({@link BinaryHead}). */
    public int columns() {
        return BinaryHead.of(info.spec()).isPresent() ? 1 : info.spec().labels().size();
    }

    /**
     * The scores of a batch.
     *
     * @param values {@code count × columns}, row by row; taken without a copy
     * @throws EngineException {@code MODEL_INVALID} for numbers that are not finite, or that are said to be probabilities and
     *     lie outside 0…1
     */
    public Scores scores(int count, float[] values) {
        ScoreKind kind = info.spec().output();
        float[] all = BinaryHead.of(info.spec())
                .map(head -> head.expand(kind, values))
                .orElse(values);
        Scores scores = new Scores(kind, count, info.spec().labels().size(), all);
        if (!scores.isFinite()) {
            throw answered("with scores that are no finite numbers");
        }
        if (!kind.isLogits()) {
            requireProbabilities(values);
        }
        return scores;
    }

    private void requireProbabilities(float... values) {
        for (float value : values) {
            if (value < -ROUNDING || value > 1 + ROUNDING) {
                throw new EngineException(
                        ErrorCode.MODEL_INVALID,
                        "Model '" + name() + "' is said to give probabilities, and answered " + value + ".",
                        "Declare \"output\": \"logits\" beside the model if that is what they are.");
            }
        }
    }

    /** For an invalid answer, such as {@code with 2 tensors}. */
    public EngineException answered(String how) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                "Model '" + name() + "' answered " + how + ".",
                "The model is damaged or is not an image classifier; export it again.");
    }

    /** For a call after {@link io.pokeai.engine.spi.Classifier#close}, or a call that close has stopped. */
    public EngineException closed(@Nullable Throwable cause) {
        return new EngineException(
                ErrorCode.UNAVAILABLE, "Model '" + name() + "' is closed.", "Take a new lease and call again.", cause);
    }

    private String name() {
        return info.spec().name();
    }
}
