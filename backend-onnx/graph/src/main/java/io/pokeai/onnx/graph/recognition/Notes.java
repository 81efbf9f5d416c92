package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.onnx.graph.OnnxHeader;
import java.util.List;
import java.util.Optional;

/** Metadata entries that may occur once. */
final class Notes {
    private Notes() {}

    static Optional<String> single(OnnxHeader header, String key) {
        List<String> values = header.notes(key);
        if (values.size() > 1) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "its metadata has '" + key + "' " + values.size() + " times.",
                    "Keep one of them.");
        }
        return values.stream().findFirst();
    }
}
