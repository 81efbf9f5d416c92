package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.UltralyticsMetadata;
import java.util.Optional;

/** Finds the class names: declared, in the metadata, in files beside the model, those of the folder, or numbers. */
final class LabelSource {
    static final String KEY = "pokeai.labels";

    private LabelSource() {}

    /** The names of the one or two classes of a model with one output, when they are declared anywhere; unchecked. */
    static Optional<Labels> known(ModelSource source, OnnxHeader header) {
        return source.labels()
                .or(() -> stated(header))
                .or(() -> source.companion()
                        .labels()
                        .filter(found ->
                                !found.origin().isAssumed() || found.value().size() <= BinaryHead.CLASSES)
                        .map(Sourced::value))
                .or(source::defaultLabels);
    }

    /** What the file itself says. */
    static Optional<Labels> stated(OnnxHeader header) {
        return inFile(header).map(Sourced::value);
    }

    static Sourced<Labels> labels(ModelSource source, OnnxHeader header, Classification classification) {
        Sourced<Labels> labels = source.labels(
                () -> inFile(header),
                names -> classification
                        .classes()
                        .filter(classes -> classes != names.size())
                        .isEmpty(),
                () -> classification
                        .classes()
                        .map(Labels::numbered)
                        .map(Sourced::numbers)
                        .orElseThrow(LabelSource::unknown));
        requireSame(labels, classification);
        return labels;
    }

    private static Optional<Sourced<Labels>> inFile(OnnxHeader header) {
        return Notes.single(header, KEY)
                .map(note -> Sourced.stated(LabelNote.parse(note), "its metadata '" + KEY + "'"))
                .or(() ->
                        UltralyticsMetadata.names(header).map(names -> Sourced.stated(names, "its metadata 'names'")));
    }

    private static void requireSame(Sourced<Labels> labels, Classification classification) {
        int names = labels.value().size();
        classification.classes().filter(classes -> classes != names).ifPresent(classes -> {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "the graph gives " + classes + " scores, and there are " + names + " class names ("
                            + labels.origin().source() + ").",
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
