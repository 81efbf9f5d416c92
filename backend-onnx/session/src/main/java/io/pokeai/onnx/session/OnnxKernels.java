package io.pokeai.onnx.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.pokeai.natives.selftest.Convolution;
import io.pokeai.natives.selftest.Kernels;
import io.pokeai.natives.selftest.Linear;
import io.pokeai.natives.selftest.MatrixProduct;
import io.pokeai.natives.selftest.Operand;
import io.pokeai.natives.selftest.Operation;
import io.pokeai.natives.selftest.Pairwise;
import io.pokeai.natives.selftest.Pointwise;
import io.pokeai.natives.selftest.Pooling;
import io.pokeai.natives.selftest.Softmax;
import io.pokeai.onnx.graph.Attribute;
import io.pokeai.onnx.graph.Dimension;
import io.pokeai.onnx.graph.GraphBuilder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime's operators on the CPU, as sessions of the back end call them: one graph that computes each operation beside
 * the others, with weights in the graph, as those of models are.
 *
 * <p><b>Threads</b> computes on the calling thread.<br>
 * <b>Ownership</b> everything is freed before {@link #compute} returns.
 */
final class OnnxKernels implements Kernels {
    private final OrtEnvironment environment;
    private final SessionSettings settings;

    OnnxKernels(OrtEnvironment environment, SessionSettings settings) {
        this.environment = environment;
        this.settings = settings;
    }

    /** Makes the settings of a session, which the caller closes. */
    @FunctionalInterface
    interface SessionSettings {
        SessionOptions open() throws OrtException;
    }

    @Override
    public List<float[]> compute(List<Operation> operations) {
        try (SessionOptions options = settings.open();
                OrtSession session = environment.createSession(graph(operations), options)) {
            Map<String, OnnxTensor> data = new HashMap<>();
            try {
                for (int i = 0; i < operations.size(); i++) {
                    putData(data, operations.get(i), i);
                }
                return run(session, data, operations.size());
            } finally {
                data.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw OnnxFailures.whileOpening(e);
        }
    }

    private static List<float[]> run(OrtSession session, Map<String, OnnxTensor> data, int count) throws OrtException {
        List<float[]> results = new ArrayList<>();
        try (OrtSession.Result answers = session.run(data)) {
            for (int i = 0; i < count; i++) {
                FloatBuffer values = ((OnnxTensor) answers.get(result(i)).orElseThrow()).getFloatBuffer();
                float[] kept = new float[values.remaining()];
                values.get(kept);
                results.add(kept);
            }
        }
        return results;
    }

    private void putData(Map<String, OnnxTensor> data, Operation operation, int index) throws OrtException {
        for (int i = 0; i < inputs(operation); i++) {
            Operand operand = operation.operands().get(i);
            data.put(
                    operand(index, i),
                    OnnxTensor.createTensor(environment, FloatBuffer.wrap(operand.values()), operand.shape()));
        }
    }

    private static byte[] graph(List<Operation> operations) {
        GraphBuilder graph = new GraphBuilder("self_test");
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            List<Operand> operands = operation.operands();
            List<String> names = new ArrayList<>();
            for (int k = 0; k < operands.size(); k++) {
                names.add(operand(i, k));
                if (k < inputs(operation)) {
                    graph.input(operand(i, k), dimensions(operands.get(k).shape()));
                } else {
                    graph.initializer(
                            operand(i, k),
                            operands.get(k).values(),
                            operands.get(k).shape());
                }
            }
            add(graph, operation, names, result(i));
            graph.output(result(i), dimensions(operation.resultShape()));
        }
        return graph.toModel();
    }

    /** How many operands come as data; the others are weights. */
    private static int inputs(Operation operation) {
        return operation instanceof Convolution || operation instanceof Linear
                ? 1
                : operation.operands().size();
    }

    private static void add(GraphBuilder graph, Operation operation, List<String> names, String result) {
        List<String> results = List.of(result);
        if (operation instanceof Convolution convolution) {
            int high = convolution.paddingHeight();
            int wide = convolution.paddingWidth();
            graph.add(
                    "Conv",
                    names,
                    results,
                    Attribute.ofList("pads", high, wide, high, wide),
                    Attribute.ofList("strides", convolution.stride(), convolution.stride()),
                    Attribute.ofList("dilations", convolution.dilation(), convolution.dilation()),
                    Attribute.of("group", convolution.groups()));
        } else if (operation instanceof Linear) {
            graph.add("Gemm", names, results, Attribute.of("transB", 1));
        } else if (operation instanceof MatrixProduct) {
            graph.add("MatMul", names, results);
        } else if (operation instanceof Pooling pooling) {
            if (pooling.isMean()) {
                graph.add("GlobalAveragePool", names, results);
            } else {
                int side = pooling.padding();
                graph.add(
                        "MaxPool",
                        names,
                        results,
                        Attribute.ofList("kernel_shape", pooling.kernel(), pooling.kernel()),
                        Attribute.ofList("strides", pooling.stride(), pooling.stride()),
                        Attribute.ofList("pads", side, side, side, side));
            }
        } else if (operation instanceof Pointwise pointwise) {
            addFunction(graph, pointwise.function(), names, results);
        } else if (operation instanceof Pairwise pairwise) {
            graph.add(pairwise.sum() ? "Add" : "Mul", names, results);
        } else if (operation instanceof Softmax) {
            graph.add("Softmax", names, results, Attribute.of("axis", -1));
        } else {
            throw new IllegalStateException("no translation of " + operation);
        }
    }

    private static void addFunction(
            GraphBuilder graph, Pointwise.Function function, List<String> names, List<String> results) {
        switch (function) {
            case RELU -> graph.add("Relu", names, results);
            case SIGMOID -> graph.add("Sigmoid", names, results);
            case SILU -> graph.add("Mul", List.of(names.get(0), graph.add("Sigmoid", names)), results);
        }
    }

    private static Dimension[] dimensions(long... shape) {
        return Arrays.stream(shape).mapToObj(Dimension::of).toArray(Dimension[]::new);
    }

    private static String operand(int operation, int index) {
        return "x" + operation + "_" + index;
    }

    private static String result(int operation) {
        return "y" + operation;
    }
}
