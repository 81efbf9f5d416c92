package io.pokeai.aug.reports.pages;

import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.Disagreement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Predictions by rule, of any number, without memory. */
record TestPredictions(
        String model,
        List<String> classes,
        int size,
        IntUnaryOperator truthOf,
        IntUnaryOperator answerOf,
        IntFunction<String> pathOf)
        implements Predictions {
    @Override
    public String path(int row) {
        return pathOf.apply(row);
    }

    @Override
    public int truth(int row) {
        return truthOf.applyAsInt(row);
    }

    @Override
    public int predicted(int row) {
        return answerOf.applyAsInt(row);
    }

    /** Between 0.5 and 1 for the answer, other for each of 1,000 rows. */
    @Override
    public float confidence(int row) {
        return 0.5f + row * 7919L % 1000 / 2000f;
    }

    @Override
    public float[] probabilities(int row) {
        float[] probabilities = new float[classes.size()];
        float confidence = confidence(row);
        Arrays.fill(probabilities, (1 - confidence) / Math.max(1, classes.size() - 1));
        probabilities[predicted(row)] = confidence;
        return probabilities;
    }

    @Override
    public Optional<Disagreement> disagreement(int row) {
        return Optional.empty();
    }
}
