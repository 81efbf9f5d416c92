package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.TensorAnswer;
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

    /** Of tensors. */
    static ModelAnswer of(TensorAnswer answer) {
        return new ModelAnswer(
                answer.spec().name(),
                answer.spec().version(),
                answer.spec().labels(),
                answer.kind().isLogits() ? Optional.of(answer.scores()) : Optional.empty(),
                answer.probabilities());
    }

    int pictures() {
        return probabilities.size();
    }
}
