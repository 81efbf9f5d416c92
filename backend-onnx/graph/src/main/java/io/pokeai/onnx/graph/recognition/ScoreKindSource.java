package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import io.pokeai.onnx.graph.recognition.Meaning.Form;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds out what the scores are: declared, in the metadata, or seen in the graph. What remains open is an assumption that
 * the first run of the model confirms or corrects.
 */
final class ScoreKindSource {
    static final String KEY = "pokeai.output";

    private ScoreKindSource() {}

    static Sourced<ScoreKind> of(ModelSource source, OnnxHeader header, Classification classification) {
        if (source.output().isPresent()) {
            return Sourced.stated(source.output().get(), "declared");
        }
        Optional<ScoreKind> note = Notes.single(header, KEY).map(ScoreKindSource::parse);
        return note.isPresent() ? Sourced.stated(note.get(), "metadata " + KEY) : seen(header, classification);
    }

    private static ScoreKind parse(String text) {
        try {
            return ScoreKind.parse(text);
        } catch (EngineException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID, "its metadata '" + KEY + "': " + e.problem(), e.remedy(), e);
        }
    }

    /** What the graph tells. */
    static Sourced<ScoreKind> seen(OnnxHeader header, Classification classification) {
        Meaning meaning =
                new OutputWalk(header).of(classification.output(), classification.classAxis(), classification.rank());
        if (meaning.is(Form.LOST)) {
            throw unusable(
                    "its output comes from " + meaning.because()
                            + ": it is sorted or counted, so that the class of a number is not known.",
                    "Export the model without that operator.");
        }
        if (meaning.isProbability() && meaning.sure() && !meaning.hasScaleOne()) {
            throw unusable(
                    String.format(
                            Locale.ROOT,
                            "its output is probabilities times %.4g (%s): neither logits nor probabilities.",
                            meaning.scale(),
                            meaning.because()),
                    "Export the model without the factor.");
        }
        boolean one = classification.classes().filter(classes -> classes == 1).isPresent();
        if (one && meaning.is(Form.EXCLUSIVE) && meaning.sure()) {
            throw unusable(
                    "it gives one score per picture, and that is a softmax, which is always 1 then.",
                    "Export the model with a sigmoid in its place, or with two outputs.");
        }
        ScoreKind kind = kind(meaning);
        if (meaning.sure() && (kind.isLogits() || meaning.isProbability())) {
            return Sourced.found(kind, "graph: " + meaning.because());
        }
        // Ultralytics' exporter ends its classifiers in a softmax, even if the graph was changed since.
        return UltralyticsMetadata.of(header).isPresent()
                ? Sourced.found(ScoreKind.PROBABILITIES, "Ultralytics' exporter")
                : new Sourced<>(kind, kind.assumed("graph: " + meaning.because()));
    }

    private static ScoreKind kind(Meaning meaning) {
        return switch (meaning.form()) {
            case EXCLUSIVE, SUBSET -> meaning.hasScaleOne() ? ScoreKind.PROBABILITIES : ScoreKind.LOGITS;
            case INDEPENDENT -> meaning.hasScaleOne() ? ScoreKind.INDEPENDENT_PROBABILITIES : ScoreKind.LOGITS;
            case LOG -> ScoreKind.LOGITS;
            case SCORES, UNKNOWN, CONSTANT, LOST ->
                meaning.isInUnitRange() ? ScoreKind.INDEPENDENT_PROBABILITIES : ScoreKind.LOGITS;
        };
    }

    private static EngineException unusable(String problem, String remedy) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                problem,
                remedy + " Or declare what the numbers are: \"output\" in the .model.json beside it.");
    }
}
