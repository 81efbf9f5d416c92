package io.pokeai.onnx.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.testkit.Shared;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxHeaderTest {
    private static GraphBuilder small() {
        GraphBuilder graph = new GraphBuilder("small").metadata("names", "{0: 'a', 1: 'b'}");
        graph.input("x", Dimension.symbol("batch"), Dimension.of(3), Dimension.of(8), Dimension.of(8));
        String mean = graph.add("GlobalAveragePool", List.of("x"));
        String flat = graph.add("Flatten", List.of(mean));
        graph.initializer("w", new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        String product = graph.add("MatMul", List.of(flat, "w"));
        graph.add("Softmax", List.of(product), List.of("y"), Attribute.of("axis", 1));
        return graph.output("y", Dimension.symbol("batch"), Dimension.of(2));
    }

    @Test
    void readsWhatTheFileSays() {
        OnnxHeader header = OnnxHeader.read(small().toModel(), "small.onnx");

        assertThat(header.irVersion()).isEqualTo(GraphBuilder.DEFAULT_IR_VERSION);
        assertThat(header.producer()).isEqualTo("pokeai");
        assertThat(header.opsets()).containsEntry("", (long) GraphBuilder.DEFAULT_OPSET);
        assertThat(header.notes("names")).containsExactly("{0: 'a', 1: 'b'}");
        assertThat(header.inputs()).hasToString("[\"x\": [batch, 3, 8, 8] float32]");
        assertThat(header.outputs()).hasToString("[\"y\": [batch, 2] float32]");
        assertThat(header.operators()).containsExactlyInAnyOrder("GlobalAveragePool", "Flatten", "MatMul", "Softmax");
        assertThat(header.makers().get("y").operator()).isEqualTo("Softmax");
        assertThat(header.makers().get("y").axis()).contains(1L);
        assertThat(header.external()).isEmpty();
    }

    @Test
    void everyCutIsNoticed() {
        byte[] model = small().toModel();
        for (int length = 0; length < model.length; length++) {
            byte[] cut = Arrays.copyOf(model, length);
            try {
                // A cut between two fields of the outermost message may leave a smaller, valid model.
                OnnxHeader header = OnnxHeader.read(cut, "cut.onnx");
                assertThat(header.outputs()).as("cut at %s", length).hasSize(1);
            } catch (EngineException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
            }
        }
    }

    @Test
    void anyByteMayBeWrong() {
        byte[] model = small().toModel();
        for (int i = 0; i < model.length; i++) {
            for (int value : new int[] {0, 1, 0x7f, 0x80, 0xff}) {
                byte[] wrong = model.clone();
                wrong[i] = (byte) value;
                try {
                    OnnxHeader.read(wrong, "wrong.onnx");
                } catch (EngineException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID);
                }
            }
        }
    }

    @Test
    void seesLoopsInsideOtherNodes() {
        GraphBuilder body = new GraphBuilder("body");
        body.add("Loop", List.of("n", "c", "v"), List.of("w"), Attribute.of("body", new GraphBuilder("inner")));
        GraphBuilder graph = small();
        graph.add("If", List.of("c"), List.of("z"), Attribute.of("then_branch", body));
        assertThat(OnnxHeader.read(graph.toModel(), "g").operators()).contains("Loop", "If");
    }

    @Test
    void seesThatConstantsAskForTerabytes() {
        GraphBuilder graph = small().initializer("shape", new long[] {1 << 20, 1 << 20}, 2);
        graph.add("ConstantOfShape", List.of("shape"));
        assertThat(OnnxHeader.read(graph.toModel(), "g").largestConstant()).isEqualTo(1L << 40);
    }

    @Test
    void seesSizesInAttributesToo() {
        GraphBuilder shape = small();
        String ints = shape.add("Constant", List.of(), Attribute.ofList("value_ints", 1 << 20, 1 << 20));
        shape.add("ConstantOfShape", List.of(ints));
        assertThat(OnnxHeader.read(shape.toModel(), "g").largestConstant()).isEqualTo(1L << 40);

        GraphBuilder random = small();
        random.add("RandomNormal", List.of(), Attribute.ofList("shape", 1 << 17, 1 << 17));
        assertThat(OnnxHeader.read(random.toModel(), "g").largestConstant()).isEqualTo(1L << 34);

        GraphBuilder padded = small();
        padded.add("MaxPool", List.of("x"), Attribute.ofList("pads", 1 << 20, 0, 0, 1 << 20));
        assertThat(OnnxHeader.read(padded.toModel(), "g").largestConstant()).isEqualTo(1L << 40);
    }

    @Test
    void countsNodesAsIfFunctionsWereWrittenOut() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(small().toModel()).toBuilder();
        for (int i = 0; i < 40; i++) {
            model.addFunctions(FunctionProto.newBuilder()
                    .setDomain("local")
                    .setName("f" + i)
                    .addNode(call("f" + (i + 1)))
                    .addNode(call("f" + (i + 1))));
        }
        model.getGraphBuilder().addNode(call("f0"));
        assertThat(OnnxHeader.read(model.build().toByteArray(), "g").nodes()).isEqualTo(4 + (1L << 40));

        model.getFunctionsBuilder(39).addNode(call("f3"));
        assertThat(OnnxHeader.read(model.build().toByteArray(), "g").nodes()).isEqualTo(Long.MAX_VALUE);
    }

    private static NodeProto call(String function) {
        return NodeProto.newBuilder().setDomain("local").setOpType(function).build();
    }

    @Test
    void findsExternalDataInInnerGraphsToo() throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(small().toModel()).toBuilder();
        TensorProto outside = TensorProto.newBuilder()
                .setName("t")
                .setDataType(1)
                .addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("../x"))
                .build();
        AttributeProto inner = AttributeProto.newBuilder()
                .setName("then_branch")
                .setG(GraphProto.newBuilder()
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Constant")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("value")
                                        .setT(outside))))
                .build();
        model.getGraphBuilder().addNode(NodeProto.newBuilder().setOpType("If").addAttribute(inner));
        assertThat(OnnxHeader.read(model.build().toByteArray(), "g").external())
                .containsExactly(new ExternalData("t", "../x"));
    }

    @Test
    void inputsThatOnlyReplaceAnInitializerAreNoInputs() {
        GraphBuilder graph = small().input("w", Dimension.of(3), Dimension.of(2));
        assertThat(OnnxHeader.read(graph.toModel(), "g").inputs()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "initializer_huge_dims",
                "initializer_negative_dims",
                "initializer_short_data",
                "initializer_unknown_type",
                "cut_at_001",
                "cut_at_010",
                "cut_at_112",
                "cut_at_224",
                "empty",
                "garbage",
                "html",
                "lfs_pointer",
                "zip_inside",
                "no_graph"
            })
    void refusesDamagedFiles(String name) {
        Path file = Shared.at("models/onnx/hostile/" + name + ".onnx");
        assertThatThrownBy(() -> OnnxHeader.read(file))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID))
                .hasMessageContaining(name + ".onnx");
    }

    @Test
    void agreesWithTheReferenceOnRealModels() {
        Path folder = Shared.at("models/onnx");
        OnnxHeader dynamic = OnnxHeader.read(folder.resolve("tiny_dynamic.onnx"));
        assertThat(dynamic.inputs()).hasToString("[\"input\": [batch, 3, 64, 64] float32]");
        assertThat(dynamic.outputs()).hasToString("[\"logits\": [batch, 30] float32]");
        OnnxHeader fixed = OnnxHeader.read(folder.resolve("tiny_fixed1.onnx"));
        assertThat(fixed.inputs()).hasToString("[\"x\": [1, 3, 96, 96] float32]");
        assertThat(fixed.makers().get("probabilities").operator()).isEqualTo("Softmax");
        OnnxHeader yolo = OnnxHeader.read(folder.resolve("yolov8-cls_64.onnx"));
        assertThat(yolo.notes("task")).containsExactly("classify");
        assertThat(yolo.makers().get("output0").operator()).isEqualTo("Softmax");
    }
}
