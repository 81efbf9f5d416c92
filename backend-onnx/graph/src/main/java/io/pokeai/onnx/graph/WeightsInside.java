package io.pokeai.onnx.graph;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.List;

/** Weights in the model itself. */
final class WeightsInside implements WeightSink {
    // Protobuf counts bytes in 31 bits; the graph needs some of them.
    static final long MAX_BYTES = Integer.MAX_VALUE - (64L << 20);

    private final GraphBuilder graph;
    private long bytes;

    WeightsInside(GraphBuilder graph) {
        this.graph = graph;
    }

    @Override
    public void add(String name, WeightValues values, List<Long> shape) {
        bytes += (long) values.size() * Float.BYTES;
        if (bytes > MAX_BYTES) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "the weights take more than the 2 GiB that one ONNX file holds.",
                    "Use fewer folds, or a smaller network.");
        }
        graph.initializer(
                name, values, shape.stream().mapToLong(Long::longValue).toArray());
    }
}
