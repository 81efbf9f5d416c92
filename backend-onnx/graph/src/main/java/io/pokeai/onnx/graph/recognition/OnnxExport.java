package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.network.Network;
import io.pokeai.onnx.graph.NetworkGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a model as an {@code .onnx} file that {@link OnnxRecognition} recognises as the same model. */
public final class OnnxExport {
    private OnnxExport() {}

    /**
     * Writes a file, complete or not at all.
     *
     * @param spec its input spec, labels and ensemble rule go into the metadata and the graph
     * @param folds the networks: one, or all whose mean is the answer
     * @param file replaced if it exists
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} or {@code INVALID_ARGUMENT} for networks that do
     *     not fit the spec or each other
     */
    public static void write(ModelSpec spec, List<Network> folds, Path file) throws IOException {
        // The networks give logits, also where the ensemble is the mean of probabilities.
        ScoreKind scores = spec.output().isIndependent() ? ScoreKind.INDEPENDENT_LOGITS : ScoreKind.LOGITS;
        NetworkGraph.export(folds, spec.input(), spec.ensemble(), scores, output -> notes(spec, output), file);
    }

    /**
     * The metadata by which a file is recognised as the same model.
     *
     * @param output what the scores at the output of the graph are
     */
    public static Map<String, String> notes(ModelSpec spec, ScoreKind output) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put(InputSource.KEY, spec.input().id());
        notes.put(LabelSource.KEY, LabelNote.format(spec.labels()));
        notes.put(ScoreKindSource.KEY, output.id());
        BinaryHead.of(spec).ifPresent(head -> notes.put(Head.KEY, head.positive()));
        // Which weights these are.
        notes.put("pokeai.version", spec.version());
        return notes;
    }
}
