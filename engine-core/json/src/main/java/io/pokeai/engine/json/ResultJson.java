package io.pokeai.engine.json;

import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The answer for a picture, or why there is none. <b>Threads</b> stateless. */
public final class ResultJson {
    private static final char REPLACEMENT = '\uFFFD';
    private static final long NANOS_PER_MICRO = 1_000;
    private static final double MICROS_PER_MILLI = 1e3;

    private ResultJson() {}

    /**
     * How much is written of an answer.
     *
     * @param top how many of the best classes are written
     * @param scores whether the scores of all classes are written
     * @param perFold whether the answer of each fold of an ensemble is written
     */
    public record Detail(int top, boolean scores, boolean perFold) {}

    /**
     * An object.
     *
     * @param picture as the caller named it
     */
    public static void write(JsonWriter json, Path picture, Result<?> result, Detail detail) throws IOException {
        json.beginObject();
        name(json, picture);
        answer(json, result, detail);
        json.endObject();
    }

    /**
     * An object for a picture that is not a file here.
     *
     * @param picture as the caller named it
     */
    public static void write(JsonWriter json, String picture, Result<?> result, Detail detail) throws IOException {
        write(json, picture, result, detail, nothing -> {});
    }

    /**
     * An object for a picture that is not a file here, with fields that are not of the engine.
     *
     * @param picture as the caller named it
     * @param further written after all others
     */
    public static void write(JsonWriter json, String picture, Result<?> result, Detail detail, Fields further)
            throws IOException {
        json.beginObject();
        json.field("image", picture);
        answer(json, result, detail);
        further.write(json);
        json.endObject();
    }

    /** Fields of an object that is open. */
    @FunctionalInterface
    public interface Fields {
        /** Writes names and values, and leaves the object open. */
        void write(JsonWriter json) throws IOException;
    }

    private static void answer(JsonWriter json, Result<?> result, Detail detail) throws IOException {
        json.field("model", result.model());
        if (result instanceof Result.Classified<?> classified) {
            prediction(json, classified.prediction(), detail);
        } else if (result instanceof Result.Failed<?> failed) {
            json.beginArray("top");
            json.endArray();
            ErrorJson.write(json, failed.error());
        }
    }

    private static void name(JsonWriter json, Path picture) throws IOException {
        String name = picture.toString();
        json.field("image", name);
        if (name.indexOf(REPLACEMENT) >= 0) {
            // Not valid UTF-8: the URI spells the bytes out.
            json.field("uri", picture.toUri().toString());
        }
    }

    private static void prediction(JsonWriter json, Prediction prediction, Detail detail) throws IOException {
        ranking(json, "top", prediction.top(detail.top()));
        if (prediction.isMultiLabel()) {
            ranking(json, "positives", prediction.positives());
        }
        json.field("output", prediction.kind().id());
        json.field("version", prediction.version());
        json.field("device", prediction.device());
        json.field("preprocess_ms", millis(prediction.timing().preprocessNanos()));
        json.field("infer_ms", millis(prediction.timing().inferNanos()));
        if (detail.scores()) {
            scores(json, prediction.logits(), prediction.probabilities());
        }
        if (prediction.disagreement().isPresent()) {
            Disagreement disagreement = prediction.disagreement().get();
            json.beginObject("disagreement");
            json.field("std", disagreement.std());
            json.field("vote_entropy", disagreement.voteEntropy());
            json.endObject();
        }
        if (detail.perFold()) {
            folds(json, prediction.folds(), detail);
        }
    }

    private static void ranking(JsonWriter json, String field, List<RankedClass> ranking) throws IOException {
        json.beginArray(field);
        for (RankedClass ranked : ranking) {
            json.beginObject();
            json.field("label", ranked.label());
            json.field("index", ranked.index());
            json.field("probability", ranked.probability());
            json.endObject();
        }
        json.endArray();
    }

    private static void scores(JsonWriter json, Optional<List<Float>> logits, List<Float> probabilities)
            throws IOException {
        if (logits.isPresent()) {
            json.floats("logits", logits.get());
        }
        json.floats("probabilities", probabilities);
    }

    private static void folds(JsonWriter json, List<FoldPrediction> folds, Detail detail) throws IOException {
        json.beginArray("folds");
        for (FoldPrediction fold : folds) {
            json.beginObject();
            json.field("fold", fold.fold());
            ranking(json, "top", fold.top(detail.top()));
            if (detail.scores()) {
                scores(json, fold.logits(), fold.probabilities());
            }
            json.endObject();
        }
        json.endArray();
    }

    /** To the microsecond. */
    private static double millis(long nanos) {
        return Math.round((double) nanos / NANOS_PER_MICRO) / MICROS_PER_MILLI;
    }
}
