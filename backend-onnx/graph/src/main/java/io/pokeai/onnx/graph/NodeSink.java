package io.pokeai.onnx.graph;

import java.util.List;

/** Where the nodes and small constants of a graph go while it is written, in the order in which they compute. */
interface NodeSink {
    /** A node with named outputs. */
    NodeSink add(String operator, List<String> inputs, List<String> outputs, Attribute... attributes);

    /** A constant float32 tensor, row-major; no dimension at all makes a scalar. */
    NodeSink initializer(String name, float[] values, long... shape);

    /** A constant int64 tensor. */
    NodeSink initializer(String name, long[] values, long... shape);
}
