package io.pokeai.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import io.pokeai.engine.api.EngineException;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
    @Test
    void writesWhatWasAsked() throws Exception {
        GraphBuilder graph = new GraphBuilder("small").opset(13).metadata("names", "{0: 'a'}");
        graph.input("x", Dimension.symbol("batch"), Dimension.of(3));
        graph.initializer("w", new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        String product = graph.add("MatMul", List.of("x", "w"));
        graph.add("Softmax", List.of(product), List.of("y"), Attribute.of("axis", 1));
        graph.output("y", Dimension.symbol("batch"), Dimension.of(2));

        ModelProto model = ModelProto.parseFrom(graph.toModel());

        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(13);
        assertThat(model.getMetadataProps(0).getValue()).isEqualTo("{0: 'a'}");
        assertThat(model.getGraph().getNodeCount()).isEqualTo(2);
        assertThat(model.getGraph().getNode(0).getOutput(0)).isEqualTo(product);
        assertThat(model.getGraph().getNode(1).getAttribute(0).getI()).isEqualTo(1);
        assertThat(model.getGraph().getInitializer(0).getDimsList()).containsExactly(3L, 2L);
        assertThat(model.getGraph()
                        .getInput(0)
                        .getType()
                        .getTensorType()
                        .getShape()
                        .getDim(0)
                        .getDimParam())
                .isEqualTo("batch");
    }

    @Test
    void refusesAnInitializerWhoseValuesDoNotFillItsShape() {
        assertThatThrownBy(() -> new GraphBuilder("g").initializer("w", new float[5], 3, 2))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'w'")
                .hasMessageContaining("6")
                .hasMessageContaining("5");
    }
}
