package io.pokeai.onnx.session;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.ElementType;
import io.pokeai.onnx.graph.GraphBuilder;
import io.pokeai.onnx.graph.TensorType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small models for tests. */
final class Models {
    static final int SIZE = 8;
    static final int CLASSES = 4;

    private Models() {}

    static ModelSpec spec() {
        return new ModelSpec(
                "small",
                "0",
                "onnx",
                List.of(Path.of("small.onnx")),
                InputSpec.torchvision(SIZE, SIZE),
                Labels.numbered(CLASSES),
                ScoreKind.LOGITS,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
    }

    private static GraphBuilder withInput(Dimension batch) {
        return new GraphBuilder("small").input("x", batch, Dimension.of(3), Dimension.of(SIZE), Dimension.of(SIZE));
    }

    /** Score c = 1 × red + 10 × green + 100 × blue + c, of the channels' means. */
    static byte[] means(Dimension batch) {
        GraphBuilder graph = withInput(batch);
        String mean = graph.add("GlobalAveragePool", List.of("x"));
        String flat = graph.add("Flatten", List.of(mean));
        graph.initializer("w", new float[] {1, 1, 1, 1, 10, 10, 10, 10, 100, 100, 100, 100}, 3, CLASSES);
        graph.initializer("b", new float[] {0, 1, 2, 3}, CLASSES);
        graph.add("Gemm", List.of(flat, "w", "b"), List.of("y"));
        return graph.output("y", batch, Dimension.of(CLASSES)).toModel();
    }

    /** Scores are the means times infinity minus themselves: NaN. */
    static byte[] notANumber() {
        GraphBuilder graph = withInput(Dimension.symbol("n"));
        String mean = graph.add("GlobalAveragePool", List.of("x"));
        String flat = graph.add("Flatten", List.of(mean));
        graph.initializer("w", new float[3 * CLASSES], 3, CLASSES);
        String zero = graph.add("MatMul", List.of(flat, "w"));
        graph.add("Div", List.of(zero, zero), List.of("y"));
        return graph.output("y", Dimension.symbol("n"), Dimension.of(CLASSES)).toModel();
    }

    /** Adds the means to themselves for longer than anybody waits. */
    static byte[] endless() {
        GraphBuilder body = new GraphBuilder("body");
        body.input(TensorType.of("i", ElementType.INT64));
        body.input(TensorType.of("go", ElementType.BOOL));
        body.input("sum", Dimension.open(), Dimension.of(CLASSES));
        body.add("Identity", List.of("go"), List.of("go_on"));
        body.add("Add", List.of("sum", "sum"), List.of("more"));
        body.output(TensorType.of("go_on", ElementType.BOOL));
        body.output("more", Dimension.open(), Dimension.of(CLASSES));

        GraphBuilder graph = withInput(Dimension.symbol("n"));
        String mean = graph.add("GlobalAveragePool", List.of("x"));
        String flat = graph.add("Flatten", List.of(mean));
        graph.initializer("w", new float[3 * CLASSES], 3, CLASSES);
        String start = graph.add("MatMul", List.of(flat, "w"));
        graph.initializer("rounds", new long[] {1L << 62});
        graph.initializer("one", new long[] {1});
        String go = graph.add("Cast", List.of("one"), Attribute.of("to", ElementType.BOOL.number()));
        graph.add("Loop", List.of("rounds", go, start), List.of("y"), Attribute.of("body", body));
        return graph.output("y", Dimension.symbol("n"), Dimension.of(CLASSES)).toModel();
    }
}
