package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model says of one or more pictures.
 *
 * @param logits a row for each picture; empty when the model only gives probabilities
 * @param probabilities a row for each picture
 */
record ModelAnswer(
        String model, String version, Labels labels, Optional<List<float[]>> logits, List<float[]> probabilities) {
    /** Of predictions by one version. */
    static ModelAnswer of(List<Prediction> predictions) {
        Prediction first = predictions.get(0);
        return new ModelAnswer(
                first.model(),
                first.version(),
                first.labels(),
                first.logits().isEmpty()
                        ? Optional.empty()
                        : Optional.of(predictions.stream()
                                .map(prediction -> prediction.logitArray().orElseThrow())
                                .toList()),
                predictions.stream().map(Prediction::probabilityArray).toList());
    }

    /** Of scores for several batches, in their order. */
    static ModelAnswer of(String model, String version, Labels labels, List<Scores> batches) {
        List<float[]> logits = new ArrayList<>();
        List<float[]> probabilities = new ArrayList<>();
        for (Scores scores : batches) {
            for (int picture = 0; picture < scores.count(); picture++) {
                probabilities.add(scores.probabilities(picture));
                if (scores.kind().isLogits()) {
                    logits.add(scores.row(picture));
                }
            }
        }
        return new ModelAnswer(
                model, version, labels, logits.isEmpty() ? Optional.empty() : Optional.of(logits), probabilities);
    }

    int pictures() {
        return probabilities.size();
    }
}
