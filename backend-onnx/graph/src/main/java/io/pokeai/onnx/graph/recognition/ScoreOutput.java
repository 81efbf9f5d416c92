package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.spi.BinaryHead;
import io.pokeai.engine.spi.ModelSource;
import io.pokeai.onnx.graph.OnnxHeader;
import io.pokeai.onnx.graph.OnnxHeader.Maker;
import io.pokeai.onnx.graph.TensorType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which output of a graph has the scores: the only one, the declared one, the only one that can be, or the logits of which all
 * others that can be are the probabilities.
 */
final class ScoreOutput {
    private static final int MAX_STEPS = 8;

    private ScoreOutput() {}

    /** @throws EngineException {@code MODEL_INVALID} when it cannot be told, without the file's name */
    static Classification choose(ModelSource source, OnnxHeader header) {
        List<TensorType> outputs = header.outputs();
        String declared = source.options().get(ModelSpec.OUTPUT_NAME);
        if (declared != null) {
            return outputs.stream()
                    .filter(output -> output.name().equals(declared))
                    .findFirst()
                    .map(output -> Classification.of(header, output))
                    .orElseThrow(() -> unclear("it has no output '" + declared + "', but " + names(outputs) + "."));
        }
        if (outputs.size() == 1) {
            return Classification.of(header, outputs.get(0));
        }
        Optional<Labels> labels = LabelSource.known(source, header);
        List<Classification> possible = outputs.stream()
                .flatMap(output -> possible(header, output).stream())
                .filter(one -> fits(one, labels))
                .toList();
        if (possible.size() == 1) {
            return possible.get(0);
        }
        return possible.stream()
                .filter(one -> possible.stream()
                        .allMatch(other -> one == other || isMadeFrom(header, other.output(), one.output())))
                .findFirst()
                .orElseThrow(() -> unclear(
                        "the graph is no image classifier: it has " + outputs.size() + " outputs " + outputs + ", and "
                                + (possible.isEmpty() ? "none" : possible.size() + " of them")
                                + " can be the scores, expected float32 [n, classes]."));
    }

    private static Optional<Classification> possible(OnnxHeader header, TensorType output) {
        try {
            return Optional.of(Classification.of(header, output));
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(Classification one, Optional<Labels> labels) {
        if (labels.isEmpty() || one.classes().isEmpty()) {
            return true;
        }
        int classes = one.classes().get();
        return classes == labels.get().size() || (classes == 1 && labels.get().size() <= BinaryHead.CLASSES);
    }

    /** Whether one output is another one behind a softmax or sigmoid and what only passes numbers on. */
    private static boolean isMadeFrom(OnnxHeader header, String output, String logits) {
        String origin = origin(header, logits);
        String tensor = output;
        for (int step = 0; step < MAX_STEPS; step++) {
            if (tensor.equals(origin) || tensor.equals(logits)) {
                return true;
            }
            Maker maker = header.makers().get(tensor);
            if (maker == null || maker.inputs().isEmpty()) {
                return false;
            }
            tensor = maker.inputs().get(0);
        }
        return false;
    }

    private static String origin(OnnxHeader header, String tensor) {
        Maker maker = header.makers().get(tensor);
        return maker != null && maker.operator().equals("Identity") ? maker.inputs().get(0) : tensor;
    }

    private static String names(List<TensorType> outputs) {
        return outputs.stream().map(output -> "'" + output.name() + "'").collect(Collectors.joining(", "));
    }

    private static EngineException unclear(String problem) {
        return new EngineException(
                ErrorCode.MODEL_INVALID,
                problem,
                "Export a model that gives one row of scores for each picture, or name the output with the scores: "
                        + "\"options\": {\"output_name\": \"…\"} in the .model.json beside the model.");
    }
}
