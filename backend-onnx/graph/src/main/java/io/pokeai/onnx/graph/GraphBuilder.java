package io.pokeai.onnx.graph;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.pokeai.engine.api.EngineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Locale;

/**
 * Builds an ONNX model in memory, node by node, in the order in which it computes.
 *
 * <pre>{@code
 * GraphBuilder graph = new GraphBuilder("mean_colour");
 * graph.input("image", Dimension.symbol("batch"), Dimension.of(3), Dimension.of(32), Dimension.of(32));
 * String mean = graph.add("GlobalAveragePool", List.of("image"));
 * graph.add("Flatten", List.of(mean), List.of("logits"));
 * graph.output("logits", Dimension.symbol("batch"), Dimension.of(3));
 * byte[] model = graph.toModel();
 * }</pre>
 *
 * <p>The runtime that opens the model checks whether operators, attributes and shapes fit together.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Errors</b> {@code INVALID_ARGUMENT} for an initializer whose shape and values disagree.
 */
public final class GraphBuilder implements NodeSink {
    /** The operator set that nodes are read by; every runtime since 2022 has it. */
    public static final int DEFAULT_OPSET = 17;

    /** The file format version that goes with {@link #DEFAULT_OPSET}. */
    public static final int DEFAULT_IR_VERSION = 8;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final ModelProto.Builder model = ModelProto.newBuilder()
            .setIrVersion(DEFAULT_IR_VERSION)
            .setProducerName("pokeai")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(DEFAULT_OPSET));

    public GraphBuilder(String name) {
        graph.setName(name);
    }

    /** Another operator set of the standard domain than {@link #DEFAULT_OPSET}. */
    public GraphBuilder opset(int version) {
        model.getOpsetImportBuilder(0).setVersion(version);
        return this;
    }

    /** A note that travels with the model, such as {@code names}. */
    public GraphBuilder metadata(String key, String value) {
        model.addMetadataProps(entry(key, value));
        return this;
    }

    private static StringStringEntryProto.Builder entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value);
    }

    /** A float32 tensor that the graph takes. */
    public GraphBuilder input(String name, Dimension... shape) {
        return input(TensorType.of(name, ElementType.FLOAT, shape));
    }

    /** A tensor that the graph takes. */
    public GraphBuilder input(TensorType type) {
        graph.addInput(proto(type));
        return this;
    }

    /** A float32 tensor that the graph gives; a node makes it. */
    public GraphBuilder output(String name, Dimension... shape) {
        return output(TensorType.of(name, ElementType.FLOAT, shape));
    }

    /** A tensor that the graph gives; a node makes it. */
    public GraphBuilder output(TensorType type) {
        graph.addOutput(proto(type));
        return this;
    }

    /** Weights: a constant float32 tensor, row-major. No dimension at all makes a scalar. */
    @Override
    public GraphBuilder initializer(String name, float[] values, long... shape) {
        return initializer(name, FloatBuffer.wrap(values), shape);
    }

    /** Weights: a constant float32 tensor, row-major; the values are copied. */
    public GraphBuilder initializer(String name, FloatBuffer values, long... shape) {
        return initializer(name, WeightValues.of(values), shape);
    }

    GraphBuilder initializer(String name, WeightValues values, long... shape) {
        requireSize(name, values.size(), shape);
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.size(), Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        values.read(0, raw.asFloatBuffer());
        return initializer(name, ElementType.FLOAT, raw, shape);
    }

    /** A constant int64 tensor, such as the target of a {@code Reshape}. */
    @Override
    public GraphBuilder initializer(String name, long[] values, long... shape) {
        requireSize(name, values.length, shape);
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return initializer(name, ElementType.INT64, raw, shape);
    }

    /** A constant int32 tensor, such as the bias of a quantised convolution. */
    public GraphBuilder initializer(String name, int[] values, long... shape) {
        requireSize(name, values.length, shape);
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(values.length, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        raw.asIntBuffer().put(values);
        return initializer(name, ElementType.INT32, raw, shape);
    }

    /**
     * A constant tensor of bytes, which are not copied.
     *
     * @param type {@link ElementType#UINT8} or {@link ElementType#INT8}
     */
    public GraphBuilder initializer(String name, ElementType type, byte[] values, long... shape) {
        if (type != ElementType.UINT8 && type != ElementType.INT8) {
            throw EngineException.invalidArgument(
                    "Initializer '" + name + "' of type " + type + " was given bytes.", "Use uint8 or int8.");
        }
        requireSize(name, values.length, shape);
        return initializer(name, type, ByteBuffer.wrap(values), shape);
    }

    /** A constant float32 tensor whose values, row-major and little-endian, lie in a file beside the model. */
    public GraphBuilder initializerInFile(
            String name, String fileName, long offsetBytes, long lengthBytes, List<Long> shape) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(ElementType.FLOAT.number())
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", fileName))
                .addExternalData(entry("offset", Long.toString(offsetBytes)))
                .addExternalData(entry("length", Long.toString(lengthBytes)))
                .addAllDims(shape));
        return this;
    }

    private GraphBuilder initializer(String name, ElementType type, ByteBuffer raw, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.number())
                .setRawData(UnsafeByteOperations.unsafeWrap(raw));
        for (long size : shape) {
            tensor.addDims(size);
        }
        graph.addInitializer(tensor);
        return this;
    }

    /**
     * A node with one output, which gets a name of its own.
     *
     * @return the name of the output
     */
    public String add(String operator, List<String> inputs, Attribute... attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + graph.getNodeCount();
        add(operator, inputs, List.of(output), attributes);
        return output;
    }

    /** A node with named outputs. */
    @Override
    public GraphBuilder add(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(operator)
                .setName(operator + "_" + graph.getNodeCount())
                .addAllInput(inputs)
                .addAllOutput(outputs);
        for (Attribute attribute : attributes) {
            node.addAttribute(proto(attribute));
        }
        graph.addNode(node);
        return this;
    }

    /** The bytes of an {@code .onnx} file. */
    public byte[] toModel() {
        return model.setGraph(graph).build().toByteArray();
    }

    /**
     * Writes the bytes of an {@code .onnx} file, at most 2 GiB.
     *
     * @throws IOException when the stream does
     */
    public void writeTo(OutputStream out) throws IOException {
        model.setGraph(graph).build().writeTo(out);
    }

    private static AttributeProto proto(Attribute attribute) {
        AttributeProto.Builder proto = AttributeProto.newBuilder().setName(attribute.name());
        if (attribute instanceof Attribute.OfInteger integer) {
            proto.setType(AttributeProto.AttributeType.INT).setI(integer.value());
        } else if (attribute instanceof Attribute.OfFloat number) {
            proto.setType(AttributeProto.AttributeType.FLOAT).setF(number.value());
        } else if (attribute instanceof Attribute.OfText text) {
            proto.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text.value()));
        } else if (attribute instanceof Attribute.OfIntegers integers) {
            proto.setType(AttributeProto.AttributeType.INTS).addAllInts(integers.values());
        } else if (attribute instanceof Attribute.OfGraph inner) {
            proto.setType(AttributeProto.AttributeType.GRAPH).setG(inner.body().graph);
        }
        return proto.build();
    }

    private static ValueInfoProto proto(TensorType type) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder();
        type.elementType().ifPresent(element -> tensor.setElemType(element.number()));
        type.shape().ifPresent(shape -> tensor.setShape(proto(shape)));
        return ValueInfoProto.newBuilder()
                .setName(type.name())
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static TensorShapeProto proto(List<Dimension> shape) {
        TensorShapeProto.Builder proto = TensorShapeProto.newBuilder();
        for (Dimension dimension : shape) {
            OnnxMl.TensorShapeProto.Dimension.Builder axis = proto.addDimBuilder();
            if (dimension.isFixed()) {
                axis.setDimValue(dimension.size());
            } else if (!dimension.symbol().isEmpty()) {
                axis.setDimParam(dimension.symbol());
            }
        }
        return proto.build();
    }

    private static void requireSize(String name, int values, long... shape) {
        long elements = 1;
        for (long size : shape) {
            elements = Math.multiplyExact(elements, size);
        }
        if (elements != values) {
            throw EngineException.invalidArgument(
                    "Initializer '" + name + "' of " + elements + " elements was given " + values + " values.",
                    "Give as many values as the shape has elements.");
        }
    }
}
