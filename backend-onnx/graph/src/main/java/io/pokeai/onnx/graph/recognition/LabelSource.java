package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.util.Optional;

/** Finds the class names: declared, in the metadata, those of the folder, or numbers. */
final class LabelSource {
    static final String KEY = "pokeai.labels";

    private LabelSource() {}

    /** The names that somebody has given; whether they fit is not checked. */
    static Optional<Labels> known(ModelSource source, OnnxHeader header) {
        return source.labels().or(() -> stated(header)).or(source::defaultLabels);
    }

    static Labels labels(ModelSource source, OnnxHeader header, Classification classification) {
        Optional<Labels> known = known(source, header);
        known.ifPresent(labels -> requireSame(labels, classification));
        return known.or(() -> classification.classes().map(Labels::numbered)).orElseThrow(LabelSource::unknown);
    }

    /** What the file itself says. */
    static Optional<Labels> stated(OnnxHeader header) {
        return Notes.single(header, KEY).map(LabelNote::parse).or(() -> UltralyticsMetadata.names(header));
    }

    private static void requireSame(Labels labels, Classification classification) {
        classification.classes().filter(classes -> classes != labels.size()).ifPresent(classes -> {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "the graph gives " + classes + " scores, and there are " + labels.size() + " class names.",
                    "Correct classes.txt, or declare the labels of this model beside it.");
        });
    }

    private static EngineException unknown() {
        return new EngineException(
                ErrorCode.LABELS_MISMATCH,
                "the graph does not say how many scores it gives, and there are no class names.",
                "Add a classes.txt, or declare the labels of this model beside it.");
    }
}
