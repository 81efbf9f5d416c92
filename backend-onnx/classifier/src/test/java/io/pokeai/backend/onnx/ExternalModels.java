package io.pokeai.backend.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.util.List;

/** Models with a weight in another file. */
final class ExternalModels {
    private ExternalModels() {}

    /** Scores are the channels' means times a float32 matrix {@code [3, classes]} of the file at {@code location}. */
    static byte[] layer(String location, int classes) {
        GraphBuilder graph = new GraphBuilder("external");
        graph.input("x", Dimension.symbol("n"), Dimension.of(3), Dimension.of(8), Dimension.of(8));
        String flat = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of("x"))));
        graph.initializer("w", new float[3 * classes], 3, classes);
        graph.add("MatMul", List.of(flat, "w"), List.of("y"));
        graph.output("y", Dimension.symbol("n"), Dimension.of(classes));
        return withWeightsAt(location, graph);
    }

    /** Scores are the channels' means times one float32 of the file at {@code location}. */
    static byte[] meanTimesWeight(String location) {
        GraphBuilder graph = new GraphBuilder("external");
        graph.input("x", Dimension.symbol("n"), Dimension.of(3), Dimension.of(8), Dimension.of(8));
        String flat = graph.add("Flatten", List.of(graph.add("GlobalAveragePool", List.of("x"))));
        graph.initializer("w", new float[1], 1);
        graph.add("Mul", List.of(flat, "w"), List.of("y"));
        graph.output("y", Dimension.symbol("n"), Dimension.of(3));
        return withWeightsAt(location, graph);
    }

    private static byte[] withWeightsAt(String location, GraphBuilder graph) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(graph.toModel()).toBuilder();
            model.getGraphBuilder()
                    .getInitializerBuilder(0)
                    .clearRawData()
                    .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue(location));
            return model.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
