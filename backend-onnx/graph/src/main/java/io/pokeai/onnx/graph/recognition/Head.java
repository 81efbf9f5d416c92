package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Provenance;
import io.pokeai.engine.api.Provenance.Origin;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.Sourced;
import io.pokeai.onnx.graph.OnnxHeader;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a graph answers with: which classes, and what their numbers are.
 *
 * @param labels the classes
 * @param kind what their numbers are
 * @param output who says what they are
 * @param classes who says what the classes are, and which of them a single number is of
 * @param options those of the source, with the positive class of a binary head
 */
record Head(Labels labels, ScoreKind kind, Origin output, Origin classes, Map<String, String> options) {
    /** The positive class of a binary head. */
    static final String KEY = "pokeai.positive";

    /** @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} or {@code LABELS_MISMATCH}, without the file's name */
    static Head of(ModelSource source, OnnxHeader header, Classification classification) {
        Sourced<ScoreKind> output = ScoreKindSource.of(source, header, classification);
        boolean one = classification.classes().filter(classes -> classes == 1).isPresent();
        boolean stated = output.origin().certainty() == Provenance.Certainty.STATED;
        if (!one || (stated && output.value().isIndependent())) {
            Sourced<Labels> labels = LabelSource.labels(source, header, classification);
            return new Head(
                    labels.value(),
                    output.value(),
                    output.origin(),
                    labels.origin(),
                    withoutPositive(source.options()));
        }
        return binary(source, header, output);
    }

    private static Head binary(ModelSource source, OnnxHeader header, Sourced<ScoreKind> output) {
        Map<String, String> options = new TreeMap<>(source.options());
        Notes.single(header, KEY).ifPresent(positive -> options.putIfAbsent(ModelSpec.POSITIVE, positive));
        ScoreKind kind = BinaryHead.exclusive(output.value());
        BinaryHead head = BinaryHead.of(LabelSource.known(source, header), options);
        boolean stated = output.origin().certainty() == Provenance.Certainty.STATED;
        BinaryHead sure = kind.isLogits() && !stated ? head.takenForLogit() : head;
        return new Head(sure.labels(), kind, output.origin(), sure.origin(), sure.in(options));
    }

    private static Map<String, String> withoutPositive(Map<String, String> options) {
        Map<String, String> others = new TreeMap<>(options);
        others.remove(ModelSpec.POSITIVE);
        return others;
    }

    Provenance in(Provenance other) {
        return other.withLabels(classes).withOutput(output);
    }
}
