package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.TensorType;
import java.util.List;
import java.util.stream.Collectors;

/** Which output of a graph has the scores: the only one, or the one that is declared. */
final class ScoreOutput {
    private ScoreOutput() {}

    /** @throws EngineException {@code MODEL_INVALID} when neither the file nor a declaration says it, without the file's name */
    static Classification choose(ModelSource source, OnnxHeader header) {
        List<TensorType> outputs = header.outputs();
        String declared = source.options().get(ModelSpec.OUTPUT_NAME);
        if (declared != null) {
            return outputs.stream()
                    .filter(output -> output.name().equals(declared))
                    .findFirst()
                    .map(output -> Classification.of(header, output))
                    .orElseThrow(() -> unclear("it has no output '" + declared + "', but "
                            + outputs.stream()
                                    .map(output -> "'" + output.name() + "'")
                                    .collect(Collectors.joining(", "))
                            + "."));
        }
        if (outputs.size() != 1) {
            throw unclear("the graph is not an image classifier: it has " + outputs.size() + " outputs " + outputs
                    + ", expected float32 [n, classes] and no other.");
        }
        return Classification.of(header, outputs.get(0));
    }

    private static EngineException unclear(String problem) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                problem,
                "Export a model that gives one row of scores for each picture, or name the output with the scores: "
                        + "\"options\": {\"output_name\": \"…\"} in the .model.json beside the model.");
    }
}
