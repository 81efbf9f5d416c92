package io.pokeai.cli.internal;

import io.pokeai.engine.command.kit.Picture;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Prediction.RankedClass;
import io.pokeai.engine.api.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One JSON array, one line for each picture. */
final class JsonRows implements Rows {
    private final JsonGenerator json;
    private final RowShape shape;

    JsonRows(PrintStream out, RowShape shape) throws IOException {
        this.json = new JsonFactory().createGenerator(out);
        this.shape = shape;
        // The stream is the process's; it outlives the array.
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.writeStartArray();
    }

    @Override
    public void write(Picture picture, Result result) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        name(picture.path());
        json.writeStringField("model", shape.model());
        json.writeArrayFieldStart("top");
        if (result instanceof Result.Classified classified) {
            Prediction prediction = classified.prediction();
            ranking(prediction.top(shape.top()));
            json.writeEndArray();
            if (prediction.isMultiLabel()) {
                json.writeArrayFieldStart("positives");
                ranking(prediction.positives());
                json.writeEndArray();
            }
            json.writeStringField("output", prediction.kind().id());
            json.writeStringField("version", prediction.version());
            json.writeStringField("device", prediction.device());
            json.writeNumberField("preprocess_ms", Millis.of(prediction.timing().preprocessNanos()));
            json.writeNumberField("infer_ms", Millis.of(prediction.timing().inferNanos()));
            if (shape.scores()) {
                scores(prediction.logits(), prediction.probabilities());
            }
            if (prediction.disagreement().isPresent()) {
                Disagreement disagreement = prediction.disagreement().get();
                json.writeObjectFieldStart("disagreement");
                json.writeNumberField("std", disagreement.std());
                json.writeNumberField("vote_entropy", disagreement.voteEntropy());
                json.writeEndObject();
            }
            if (shape.perFold()) {
                folds(prediction.folds());
            }
        } else if (result instanceof Result.Failed failed) {
            json.writeEndArray();
            EngineException error = failed.error();
            json.writeObjectFieldStart("error");
            json.writeStringField("code", error.code().name());
            json.writeStringField("message", error.getMessage());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.flush();
    }

    private void ranking(List<RankedClass> ranking) throws IOException {
        for (RankedClass ranked : ranking) {
            json.writeStartObject();
            json.writeStringField("label", ranked.label());
            json.writeNumberField("index", ranked.index());
            json.writeNumberField("probability", ranked.probability());
            json.writeEndObject();
        }
    }

    private void scores(Optional<List<Float>> logits, List<Float> probabilities) throws IOException {
        if (logits.isPresent()) {
            numbers("logits", logits.get());
        }
        numbers("probabilities", probabilities);
    }

    private void folds(List<FoldPrediction> folds) throws IOException {
        json.writeArrayFieldStart("folds");
        for (FoldPrediction fold : folds) {
            json.writeStartObject();
            json.writeNumberField("fold", fold.fold());
            json.writeArrayFieldStart("top");
            ranking(fold.top(shape.top()));
            json.writeEndArray();
            if (shape.scores()) {
                scores(fold.logits(), fold.probabilities());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void name(Path path) throws IOException {
        String name = path.toString();
        json.writeStringField("image", name);
        if (name.indexOf('\uFFFD') >= 0) {
            // Not valid UTF-8: the URI spells the bytes out.
            json.writeStringField("uri", path.toUri().toString());
        }
    }

    private void numbers(String field, List<Float> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (float value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.writeRaw('\n');
        json.writeEndArray();
        json.writeRaw('\n');
        json.close();
    }
}
