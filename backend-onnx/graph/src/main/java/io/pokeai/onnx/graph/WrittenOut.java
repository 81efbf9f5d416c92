package io.pokeai.onnx.graph;

import io.pokeai.onnx.graph.OnnxHeader.Constant;
import io.pokeai.onnx.graph.OnnxHeader.Maker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The nodes of a graph without inner graphs: each call of a local function is replaced by the function's nodes, and the nodes of
 * both branches of an {@code If} stand beside it. Tensors of inner graphs get names of their own.
 *
 * <p>The inputs of an {@code If} are its condition and the results of its two branches. A call that cannot be written out
 * becomes a node of an unknown operator.
 *
 * <p><b>Limits</b> {@value #MOST_NODES} nodes in all, {@value #DEEPEST} bodies inside one another; a graph that needs more
 * keeps its calls and {@code If}s as they are. <b>Threads</b> confined to one.
 */
final class WrittenOut {
    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 32;
    private static final String IF = "If";

    /** Follows the name of a function that is not written out, so that it is not the name of an operator. */
    private static final String UNKNOWN = " (a function)";

    private final Map<String, Body> functions;
    private final Map<String, Maker> makers = new LinkedHashMap<>();
    private final Map<String, Constant> constants = new HashMap<>();
    private int bodies;
    private boolean tooMany;

    private WrittenOut(Map<String, Body> functions) {
        this.functions = functions;
    }

    /**
     * Nodes that belong together: a graph, or a function.
     *
     * @param inputs formal inputs of a function
     * @param outputs what it gives
     * @param nodes by each tensor that one of them makes
     * @param constants by name
     * @param defaults attributes of a function that a call need not give
     * @param comparable whether operators mean the same in it as in the main graph
     */
    record Body(
            List<String> inputs,
            List<String> outputs,
            Map<String, Node> nodes,
            Map<String, Constant> constants,
            Attributes defaults,
            boolean comparable) {
        boolean has(String tensor) {
            return nodes.containsKey(tensor) || constants.containsKey(tensor);
        }
    }

    /** Attributes that are integers or a float. */
    record Attributes(Map<String, List<Long>> integers, Map<String, Float> numbers) {
        static final Attributes NONE = new Attributes(Map.of(), Map.of());
    }

    /**
     * One node, for one of its outputs.
     *
     * @param function the name under which a local function is looked up: as {@link Maker#operator}, with the overload
     * @param branches of an {@code If}: then and else; else empty
     * @param references names of attributes of the function around it, by the attribute of this node that takes the value
     */
    record Node(Maker maker, String function, List<Body> branches, Map<String, String> references) {}

    /**
     * The header's view of a main graph.
     *
     * @param makers as {@link OnnxHeader#makers}
     * @param constants as {@link OnnxHeader#constants}
     */
    record View(Map<String, Maker> makers, Map<String, Constant> constants) {}

    /** @param nodes how many nodes there are once all calls are written out */
    static View of(Body main, Map<String, Body> functions, long nodes) {
        WrittenOut whole = new WrittenOut(functions);
        whole.tooMany = nodes > MOST_NODES;
        whole.write(main, UnaryOperator.identity(), Attributes.NONE, Set.of());
        if (!whole.tooMany) {
            return new View(whole.makers, whole.constants);
        }
        Map<String, Maker> plain = new LinkedHashMap<>();
        main.nodes().forEach((tensor, node) -> plain.put(tensor, node.maker()));
        return new View(plain, main.constants());
    }

    private void write(Body body, UnaryOperator<String> name, Attributes given, Set<String> within) {
        body.constants().forEach((tensor, constant) -> constants.put(name.apply(tensor), constant));
        for (Map.Entry<String, Node> entry : body.nodes().entrySet()) {
            if (makers.size() >= MOST_NODES) {
                tooMany = true;
            }
            if (tooMany) {
                return;
            }
            write(name.apply(entry.getKey()), entry.getValue(), name, given, within);
        }
    }

    private void write(String tensor, Node node, UnaryOperator<String> name, Attributes given, Set<String> within) {
        Maker maker = resolved(node, name, given);
        Body function = functions.get(node.function());
        if (function != null) {
            call(tensor, node.function(), function, maker, within);
        } else if (node.branches().size() == 2 && maker.operator().equals(IF)) {
            branches(tensor, node.branches(), maker, name, given, within);
        } else {
            makers.put(tensor, maker);
        }
    }

    private static Maker resolved(Node node, UnaryOperator<String> name, Attributes given) {
        Maker maker = node.maker();
        Map<String, List<Long>> integers = new HashMap<>(maker.integers());
        Map<String, Float> numbers = new HashMap<>(maker.numbers());
        node.references().forEach((attribute, of) -> {
            if (given.integers().containsKey(of)) {
                integers.put(attribute, given.integers().get(of));
            }
            if (given.numbers().containsKey(of)) {
                numbers.put(attribute, given.numbers().get(of));
            }
        });
        List<String> inputs = maker.inputs().stream()
                .map(input -> input.isEmpty() ? input : name.apply(input))
                .toList();
        return new Maker(maker.operator(), inputs, maker.output(), integers, numbers);
    }

    private void call(String tensor, String key, Body function, Maker call, Set<String> within) {
        boolean standard = !call.operator().contains(":");
        boolean known = call.output() < function.outputs().size();
        if (standard || !known || !function.comparable() || within.contains(key) || within.size() >= DEEPEST) {
            makers.put(tensor, new Maker(call.operator() + UNKNOWN, call.inputs(), call.output(), Map.of(), Map.of()));
            return;
        }
        Map<String, String> formal = new HashMap<>();
        for (int i = 0; i < function.inputs().size(); i++) {
            formal.put(function.inputs().get(i), call.input(i));
        }
        String prefix = prefix(key);
        UnaryOperator<String> inner = name -> formal.getOrDefault(name, prefix + name);
        Map<String, List<Long>> integers = new HashMap<>(function.defaults().integers());
        integers.putAll(call.integers());
        Map<String, Float> numbers = new HashMap<>(function.defaults().numbers());
        numbers.putAll(call.numbers());
        Set<String> deeper = new HashSet<>(within);
        deeper.add(key);
        write(function, inner, new Attributes(integers, numbers), deeper);
        same(tensor, inner.apply(function.outputs().get(call.output())));
    }

    private void branches(
            String tensor,
            List<Body> branches,
            Maker node,
            UnaryOperator<String> outer,
            Attributes given,
            Set<String> within) {
        if (within.size() >= DEEPEST
                || branches.stream()
                        .anyMatch(body -> node.output() >= body.outputs().size())) {
            makers.put(tensor, node);
            return;
        }
        List<String> inputs = new ArrayList<>(List.of(node.input(0)));
        for (Body branch : branches) {
            String prefix = prefix(IF);
            UnaryOperator<String> inner = name -> branch.has(name) ? prefix + name : outer.apply(name);
            Set<String> deeper = new HashSet<>(within);
            deeper.add(prefix);
            write(branch, inner, given, deeper);
            inputs.add(inner.apply(branch.outputs().get(node.output())));
        }
        makers.put(tensor, new Maker(IF, inputs, node.output(), Map.of(), Map.of()));
    }

    private void same(String tensor, String other) {
        makers.put(tensor, new Maker("Identity", List.of(other), 0, Map.of(), Map.of()));
    }

    private String prefix(String what) {
        return what + "#" + bodies++ + "/";
    }
}
