package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.onnx.graph.OnnxHeader;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What a model may not do, checked before a runtime opens it. */
final class OnnxPolicy {
    /** 1 GiB of float32; the largest activation of a classifier is some hundred times smaller. */
    static final long MAX_CONSTANT_ELEMENTS = 1L << 28;

    /** The largest classifiers have some thousand. */
    static final long MAX_NODES = 1_000_000;

    // A classifier needs no loop, and an endless loop cannot be told from a slow model.
    private static final Set<String> LOOPS = Set.of("Loop", "Scan");

    private OnnxPolicy() {}

    /** The files beside the model that it reads. */
    static List<Path> requireHarmless(OnnxHeader header, Path folder) {
        for (String operator : header.operators()) {
            if (LOOPS.contains(operator)) {
                throw refused(
                        "the graph has a " + operator + ", which may never end.",
                        "An image classifier needs none; export it without control flow.");
            }
        }
        if (header.largestConstant() > MAX_CONSTANT_ELEMENTS) {
            throw refused(
                    "the graph builds a tensor of " + header.largestConstant() + " elements out of nothing, more than "
                            + MAX_CONSTANT_ELEMENTS + ".",
                    "No image classifier needs that; export the model again.");
        }
        if (header.nodes() > MAX_NODES) {
            throw refused(
                    "the graph has more than " + MAX_NODES + " nodes when its functions are written out.",
                    "No image classifier needs that; export the model again.");
        }
        return header.external().stream()
                .map(external -> external.resolve(folder))
                .distinct()
                .sorted()
                .toList();
    }

    private static EngineException refused(String problem, String remedy) {
        return new EngineException(ErrorCode.MODEL_REFUSED, problem, remedy);
    }
}
