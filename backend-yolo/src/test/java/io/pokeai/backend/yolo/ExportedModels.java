package io.pokeai.backend.yolo;

import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.util.List;

/** Graphs with the metadata of Ultralytics' exporter. */
final class ExportedModels {
    private ExportedModels() {}

    /** The softmax of the three channels' means. */
    static byte[] classifier(String task, int size) {
        GraphBuilder graph = new GraphBuilder("main_graph")
                .metadata("task", task)
                .metadata("imgsz", "[" + size + ", " + size + "]")
                .metadata("names", "{0: 'red', 1: 'green', 2: 'blue'}");
        Dimension side = Dimension.of(size);
        graph.input("images", Dimension.symbol("batch"), Dimension.of(3), side, side);
        String mean = graph.add("GlobalAveragePool", List.of("images"));
        String flat = graph.add("Flatten", List.of(mean));
        graph.add("Softmax", List.of(flat), List.of("output0"), Attribute.of("axis", 1));
        return graph.output("output0", Dimension.symbol("batch"), Dimension.of(3))
                .toModel();
    }
}
