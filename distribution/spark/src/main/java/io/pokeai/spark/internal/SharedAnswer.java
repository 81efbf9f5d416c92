package io.pokeai.spark.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.ScoreKind;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer for one picture as it travels to the driver: numbers alone, labels are known there.
 *
 * @param failure why the picture has no answer; null when it has one
 * @param scores of the model, and then of each fold
 * @param preprocessNanos as {@link Prediction.Timing}
 * @param inferNanos as {@link Prediction.Timing}
 */
record SharedAnswer(
        @Nullable Failure failure,
        String version,
        String device,
        String kind,
        List<Numbers> scores,
        long preprocessNanos,
        long inferNanos)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** An {@link EngineException}. */
    record Failure(String code, String problem, String remedy) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * Scores in class order.
     *
     * @param fold its number; 0 for the model
     * @param logits null where there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    record Numbers(int fold, float @Nullable [] logits, float[] probabilities) implements Serializable {
        private static final long serialVersionUID = 1;

        private static Numbers of(int fold, Optional<List<Float>> logits, List<Float> probabilities) {
            return new Numbers(fold, logits.map(Numbers::array).orElse(null), array(probabilities));
        }

        private static float[] array(List<Float> values) {
            float[] array = new float[values.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = values.get(i);
            }
            return array;
        }

        private static List<Float> list(float... values) {
            List<Float> list = new ArrayList<>(values.length);
            for (float value : values) {
                list.add(value);
            }
            return list;
        }

        private Optional<List<Float>> logitList() {
            return Optional.ofNullable(logits).map(Numbers::list);
        }

        private List<Float> probabilityList() {
            return list(probabilities);
        }
    }

    static SharedAnswer of(Result<Path> result) {
        if (result instanceof Result.Failed<Path> failed) {
            EngineException error = failed.error();
            return new SharedAnswer(
                    new Failure(error.code().name(), error.problem(), error.remedy()), "", "", "", List.of(), 0, 0);
        }
        Prediction prediction = result.orThrow();
        List<Numbers> scores = new ArrayList<>();
        scores.add(Numbers.of(0, prediction.logits(), prediction.probabilities()));
        prediction.folds().forEach(fold -> scores.add(Numbers.of(fold.fold(), fold.logits(), fold.probabilities())));
        return new SharedAnswer(
                null,
                prediction.version(),
                prediction.device(),
                prediction.kind().name(),
                scores,
                prediction.timing().preprocessNanos(),
                prediction.timing().inferNanos());
    }

    /** @param labels of the model, as the driver knows them */
    Result<Path> toResult(Path picture, String model, Labels labels) {
        if (failure != null) {
            return new Result.Failed<>(
                    picture,
                    model,
                    new EngineException(ErrorCode.valueOf(failure.code()), failure.problem(), failure.remedy()));
        }
        List<FoldPrediction> folds = scores.stream()
                .skip(1)
                .map(fold -> new FoldPrediction(fold.fold(), labels, fold.logitList(), fold.probabilityList()))
                .toList();
        Numbers own = scores.get(0);
        return new Result.Classified<>(
                picture,
                new Prediction(
                        model,
                        version,
                        device,
                        labels,
                        ScoreKind.valueOf(kind),
                        own.logitList(),
                        own.probabilityList(),
                        new Prediction.Timing(preprocessNanos, inferNanos),
                        folds));
    }
}
