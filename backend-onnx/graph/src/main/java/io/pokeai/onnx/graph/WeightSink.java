package io.pokeai.onnx.graph;

import java.io.IOException;
import java.util.List;

/** Where the weights of a graph go while it is written. */
interface WeightSink {
    /** Takes the values of one initializer; they are not kept. */
    void add(String name, WeightValues values, List<Long> shape) throws IOException;
}
