package io.pokeai.onnx.graph;

import static io.pokeai.onnx.graph.ProtoFields.bytes;
import static io.pokeai.onnx.graph.ProtoFields.fixed32;
import static io.pokeai.onnx.graph.ProtoFields.varint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Walks over the messages of an ONNX file. Field numbers are those of onnx.proto. */
final class HeaderReader {
    /** Longest name of a tensor, node, operator or domain. */
    static final int MAX_NAME_BYTES = 1 << 16;

    private static final int MAX_METADATA_BYTES = 1 << 24;
    private static final int MAX_THINGS = 1_000_000;
    private static final String THEN = "then_branch";
    private static final String ELSE = "else_branch";

    private final ProtoFields in;
    private final Map<String, Long> opsets = new HashMap<>();
    private final List<OnnxHeader.Note> metadata = new ArrayList<>();
    private final Set<String> operators = new HashSet<>();
    private final List<ExternalData> external = new ArrayList<>();
    private final Map<String, Expansion.Body> functions = new HashMap<>();
    private final Map<String, LocalFunction> bodies = new HashMap<>();
    private long irVersion;
    private long largestConstant;
    private String producer = "";
    private Optional<Graph> main = Optional.empty();
    private int metadataBytes;
    private int things;

    HeaderReader(ProtoFields in) {
        this.in = in;
    }

    /** What is kept of a graph. */
    private static final class Graph {
        final Expansion.Body body;
        final List<TensorType> inputs = new ArrayList<>();
        final List<TensorType> outputs = new ArrayList<>();
        final Map<String, StoredTensor> initializers = new HashMap<>();
        final List<TensorType> weights = new ArrayList<>();
        final List<NodeReader> nodes = new ArrayList<>();
        /** By each tensor that one of them makes. */
        final Map<String, WrittenOut.Node> whole = new LinkedHashMap<>();

        /** An inner graph adds to the body that it is in. */
        Graph(Expansion.Body body) {
            this.body = body;
        }
    }

    OnnxHeader read(int length) throws IOException {
        in.wholeMessage(length, this::modelField);
        Graph graph = main.orElseThrow(() -> new MalformedException("has no graph"));
        if (graph.whole.isEmpty() && graph.outputs.isEmpty()) {
            throw new MalformedException("has an empty graph");
        }
        long nodes = new Expansion(functions).of(graph.body);
        WrittenOut.View view = WrittenOut.of(body(graph), writtenFunctions(), nodes);
        graph.inputs.removeIf(input -> graph.initializers.containsKey(input.name()));
        return new OnnxHeader(
                irVersion,
                producer,
                opsets,
                metadata,
                graph.inputs,
                graph.outputs,
                operators,
                graph.weights,
                external,
                view.makers(),
                view.constants(),
                largestConstant,
                nodes);
    }

    private static Map<String, OnnxHeader.Constant> constants(Graph graph) {
        Map<String, OnnxHeader.Constant> constants = new HashMap<>();
        graph.initializers.forEach((name, tensor) -> {
            List<Double> integers =
                    tensor.integers().stream().map(Long::doubleValue).toList();
            constants.put(
                    name, new OnnxHeader.Constant(tensor.shape(), integers.isEmpty() ? tensor.numbers() : integers));
        });
        return constants;
    }

    /** A graph without formal inputs or attributes of its own: the main graph, or a branch of an {@code If}. */
    private static WrittenOut.Body body(Graph graph) {
        List<String> outputs = graph.outputs.stream().map(TensorType::name).toList();
        return new WrittenOut.Body(List.of(), outputs, graph.whole, constants(graph), WrittenOut.Attributes.NONE, true);
    }

    /**
     * A function of the model.
     *
     * @param opset version of the standard operators in it; 0 if the function does not say
     */
    private record LocalFunction(
            List<String> inputs, List<String> outputs, Graph content, WrittenOut.Attributes defaults, long opset) {}

    private Map<String, WrittenOut.Body> writtenFunctions() {
        long main = opsets.getOrDefault("", 0L);
        Map<String, WrittenOut.Body> written = new HashMap<>();
        bodies.forEach((name, function) -> written.put(
                name,
                new WrittenOut.Body(
                        function.inputs(),
                        function.outputs(),
                        function.content().whole,
                        constants(function.content()),
                        function.defaults(),
                        function.opset() == 0 || function.opset() == main)));
        return written;
    }

    private boolean modelField(int tag) throws IOException {
        if (tag == varint(1)) {
            irVersion = in.integer();
        } else if (tag == bytes(2)) {
            producer = in.text(MAX_NAME_BYTES);
        } else if (tag == bytes(7)) {
            main = Optional.of(graph(new Expansion.Body()));
        } else if (tag == bytes(8)) {
            opset();
        } else if (tag == bytes(14)) {
            note();
        } else if (tag == bytes(20)) {
            trainingInfo();
        } else if (tag == bytes(25)) {
            function();
        } else {
            return false;
        }
        return true;
    }

    private void opset() throws IOException {
        opset(opsets);
    }

    private void opset(Map<String, Long> versions) throws IOException {
        String[] domain = {""};
        long[] version = {0};
        in.message(tag -> {
            if (tag == bytes(1)) {
                domain[0] = in.text(MAX_NAME_BYTES);
            } else if (tag == varint(2)) {
                version[0] = in.integer();
            } else {
                return false;
            }
            return true;
        });
        count("operator sets");
        versions.put(domain[0].equals("ai.onnx") ? "" : domain[0], version[0]);
    }

    private void note() throws IOException {
        String[] pair = pair(MAX_METADATA_BYTES - metadataBytes);
        metadataBytes += pair[0].length() + pair[1].length();
        if (metadataBytes > MAX_METADATA_BYTES) {
            throw new MalformedException("has more than " + MAX_METADATA_BYTES + " bytes of metadata");
        }
        count("metadata entries");
        metadata.add(new OnnxHeader.Note(pair[0], pair[1]));
    }

    private void trainingInfo() throws IOException {
        in.message(tag -> {
            if (tag == bytes(1) || tag == bytes(2)) {
                graph(new Expansion.Body());
                return true;
            }
            return false;
        });
    }

    private void function() throws IOException {
        Graph content = new Graph(new Expansion.Body());
        String[] name = {"", "", ""};
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        NodeReader defaults = new NodeReader(content);
        in.message(tag -> {
            if (tag == bytes(1)) {
                name[1] = in.text(MAX_NAME_BYTES);
            } else if (tag == bytes(4)) {
                inputs.add(in.text(MAX_NAME_BYTES));
            } else if (tag == bytes(5)) {
                outputs.add(in.text(MAX_NAME_BYTES));
            } else if (tag == bytes(7)) {
                node(content);
            } else if (tag == bytes(9)) {
                opset(versions);
            } else if (tag == bytes(10)) {
                name[0] = in.text(MAX_NAME_BYTES);
            } else if (tag == bytes(11)) {
                defaults.attribute();
            } else if (tag == bytes(13)) {
                name[2] = in.text(MAX_NAME_BYTES);
            } else {
                return false;
            }
            return true;
        });
        measure(content);
        String key = overloaded(qualified(name[0], name[1]), name[2]);
        functions.put(key, content.body);
        bodies.put(
                key,
                new LocalFunction(
                        inputs,
                        outputs,
                        content,
                        new WrittenOut.Attributes(defaults.integers, defaults.numbers),
                        versions.getOrDefault("", 0L)));
    }

    /** What tells functions of one name apart, since version 10 of the format. */
    private static String overloaded(String name, String overload) {
        return overload.isEmpty() ? name : name + '#' + overload;
    }

    private Graph graph(Expansion.Body body) throws IOException {
        Graph graph = new Graph(body);
        in.message(tag -> {
            if (tag == bytes(1)) {
                node(graph);
            } else if (tag == bytes(5)) {
                initializer(graph);
            } else if (tag == bytes(11)) {
                graph.inputs.add(valueInfo());
            } else if (tag == bytes(12)) {
                graph.outputs.add(valueInfo());
            } else if (tag == bytes(15)) {
                sparse();
            } else {
                return false;
            }
            return true;
        });
        measure(graph);
        return graph;
    }

    private void node(Graph graph) throws IOException {
        NodeReader node = new NodeReader(graph);
        node.read();
        graph.nodes.add(node);
    }

    private void measure(Graph graph) {
        ConstantSizes sizes = new ConstantSizes(graph.initializers);
        for (NodeReader node : graph.nodes) {
            largestConstant = Math.max(largestConstant, sizes.of(node.operator, node.inputs, node.integers));
        }
        graph.nodes.clear();
    }

    /** An operator as {@link OnnxHeader#operators} names it. */
    private static String qualified(String domain, String operator) {
        return domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + ":" + operator;
    }

    private void initializer(Graph graph) throws IOException {
        StoredTensor tensor = tensor();
        graph.initializers.put(tensor.name(), tensor);
        graph.weights.add(tensor.toType());
    }

    private StoredTensor tensor() throws IOException {
        count("tensors");
        StoredTensor tensor = new TensorReader(in).read();
        tensor.requireWhole();
        tensor.location().ifPresent(location -> external.add(new ExternalData(tensor.name(), location)));
        return tensor;
    }

    private void sparse() throws IOException {
        in.message(tag -> {
            if (tag == bytes(1) || tag == bytes(2)) {
                tensor();
                return true;
            }
            return false;
        });
    }

    private TensorType valueInfo() throws IOException {
        count("inputs and outputs");
        return new TensorTypeReader(in).read();
    }

    /** A key and its value: fields 1 and 2 of {@code StringStringEntryProto}. */
    private String[] pair(int maxValueBytes) throws IOException {
        String[] pair = {"", ""};
        in.message(tag -> {
            if (tag == bytes(1)) {
                pair[0] = in.text(MAX_NAME_BYTES);
            } else if (tag == bytes(2)) {
                pair[1] = in.text(Math.max(0, maxValueBytes));
            } else {
                return false;
            }
            return true;
        });
        return pair;
    }

    private void count(String what) throws IOException {
        if (++things > MAX_THINGS) {
            throw new MalformedException("has more than " + MAX_THINGS + " nodes, tensors and entries (" + what + ")");
        }
    }

    /** One node, with the graphs and tensors in its attributes. */
    private final class NodeReader {
        private final Graph graph;
        private final List<String> inputs = new ArrayList<>();
        private final List<String> outputs = new ArrayList<>();
        /** Attributes that are an integer or a short list of them. */
        private final Map<String, List<Long>> integers = new HashMap<>();

        private final Map<String, Float> numbers = new HashMap<>();

        private Optional<StoredTensor> value = Optional.empty();
        private String operator = "";
        private String domain = "";
        private String overload = "";

        /** Names of attributes of the function around this node, by the attribute of this node that takes the value. */
        private final Map<String, String> references = new HashMap<>();

        private final Map<String, Graph> graphs = new HashMap<>();

        NodeReader(Graph graph) {
            this.graph = graph;
        }

        void read() throws IOException {
            count("nodes");
            in.message(tag -> {
                if (tag == bytes(1)) {
                    inputs.add(in.text(MAX_NAME_BYTES));
                } else if (tag == bytes(2)) {
                    outputs.add(in.text(MAX_NAME_BYTES));
                } else if (tag == bytes(4)) {
                    operator = in.text(MAX_NAME_BYTES);
                } else if (tag == bytes(5)) {
                    attribute();
                } else if (tag == bytes(7)) {
                    domain = in.text(MAX_NAME_BYTES);
                } else if (tag == bytes(8)) {
                    overload = in.text(MAX_NAME_BYTES);
                } else {
                    return false;
                }
                return true;
            });
            String name = qualified(domain, operator);
            operators.add(name);
            String called = overloaded(name, overload);
            graph.body.use(called);
            List<WrittenOut.Body> branches = graphs.containsKey(THEN) && graphs.containsKey(ELSE)
                    ? List.of(body(graphs.get(THEN)), body(graphs.get(ELSE)))
                    : List.of();
            for (int i = 0; i < outputs.size(); i++) {
                OnnxHeader.Maker maker = new OnnxHeader.Maker(name, inputs, i, integers, numbers);
                graph.whole.put(outputs.get(i), new WrittenOut.Node(maker, called, branches, references));
            }
            if (operator.equals("Constant") && !outputs.isEmpty()) {
                graph.initializers.put(outputs.get(0), value.orElseGet(this::constant));
            }
        }

        /** A constant that is written as a number or a list of them. */
        private StoredTensor constant() {
            Float number = numbers.get("value_float");
            if (number != null) {
                return StoredTensor.ofNumbers(List.of((double) number));
            }
            return StoredTensor.ofIntegers(
                    integers.getOrDefault("value_ints", integers.getOrDefault("value_int", List.of())));
        }

        void attribute() throws IOException {
            String[] name = {""};
            String[] reference = {""};
            List<Graph> inner = new ArrayList<>();
            List<Long> values = new ArrayList<>();
            List<Float> number = new ArrayList<>();
            in.message(tag -> {
                if (tag == bytes(1)) {
                    name[0] = in.text(MAX_NAME_BYTES);
                } else if (tag == varint(3) || tag == varint(8)) {
                    keep(values, in.integer());
                } else if (tag == bytes(8)) {
                    in.packedIntegers(value -> keep(values, value));
                } else if (tag == fixed32(2)) {
                    number.add(Float.intBitsToFloat(in.fixed32()));
                } else if (tag == bytes(5)) {
                    value = Optional.of(tensor());
                } else if (tag == bytes(10)) {
                    tensor();
                } else if (tag == bytes(6)) {
                    inner.add(graph(graph.body));
                } else if (tag == bytes(11)) {
                    graph(graph.body);
                } else if (tag == bytes(21)) {
                    reference[0] = in.text(MAX_NAME_BYTES);
                } else if (tag == bytes(22) || tag == bytes(23)) {
                    sparse();
                } else {
                    return false;
                }
                return true;
            });
            if (!values.isEmpty()) {
                integers.put(name[0], values);
            }
            if (!number.isEmpty()) {
                numbers.put(name[0], number.get(0));
            }
            if (!reference[0].isEmpty()) {
                references.put(name[0], reference[0]);
            }
            // Others, as those of Loop, are not looked into; they would only take memory.
            if (!inner.isEmpty() && (name[0].equals(THEN) || name[0].equals(ELSE))) {
                graphs.put(name[0], inner.get(0));
            }
        }

        private void keep(List<Long> values, long value) {
            if (values.size() < TensorReader.MAX_KEPT_INTEGERS) {
                values.add(value);
            }
        }
    }
}
