package io.pokeai.onnx.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Counts how many nodes a graph has when its local functions are written out, as a runtime does when it opens it: 26
 * functions that each call the next one twice make 67 million.
 */
final class Expansion {
    /** The longest chain of functions that call the next one: each takes room on the stack, here and in ONNX Runtime. */
    private static final int DEEPEST = 500;

    private final Map<String, Body> functions;
    private final Map<String, Long> sizes = new HashMap<>();
    private final Set<String> underWay = new HashSet<>();

    Expansion(Map<String, Body> functions) {
        this.functions = functions;
    }

    /** How often each operator or function is used in a graph with its inner graphs, or in a function. */
    static final class Body {
        private final Map<String, Integer> uses = new HashMap<>();

        void use(String operator) {
            uses.merge(operator, 1, Integer::sum);
        }
    }

    /** Nodes when written out; {@link Long#MAX_VALUE} for more than that and for a function that calls itself. */
    long of(Body body) {
        long nodes = 0;
        for (Map.Entry<String, Integer> use : body.uses.entrySet()) {
            long each = ofOperator(use.getKey());
            if (each > (Long.MAX_VALUE - nodes) / use.getValue()) {
                return Long.MAX_VALUE;
            }
            nodes += each * use.getValue();
        }
        return nodes;
    }

    private long ofOperator(String operator) {
        Body function = functions.get(operator);
        if (function == null) {
            return 1;
        }
        Long known = sizes.get(operator);
        if (known != null) {
            return known;
        }
        if (underWay.size() >= DEEPEST || !underWay.add(operator)) {
            return Long.MAX_VALUE;
        }
        long size = Math.max(1, of(function));
        underWay.remove(operator);
        sizes.put(operator, size);
        return size;
    }
}
