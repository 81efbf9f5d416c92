package io.pokeai.onnx.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A constant setting of a node, such as {@code strides = [2, 2]}. */
public sealed interface Attribute {
    /** As the operator's specification calls it. */
    String name();

    /** One integer. */
    static Attribute of(String name, long value) {
        return new OfInteger(name, value);
    }

    /** One number. */
    static Attribute of(String name, float value) {
        return new OfFloat(name, value);
    }

    /** One text. */
    static Attribute of(String name, String value) {
        return new OfText(name, value);
    }

    /** A list of integers. */
    static Attribute ofList(String name, int... values) {
        return new OfIntegers(name, Arrays.stream(values).asLongStream().boxed().toList());
    }

    /** A graph inside the node, as {@code Loop}, {@code If} and {@code Scan} have. */
    static Attribute of(String name, GraphBuilder body) {
        return new OfGraph(name, body);
    }

    /** One integer. */
    record OfInteger(String name, long value) implements Attribute {}

    /** One number. */
    record OfFloat(String name, float value) implements Attribute {}

    /** One text. */
    record OfText(String name, String value) implements Attribute {
        public OfText {
            Objects.requireNonNull(value);
        }
    }

    /** A list of integers. */
    record OfIntegers(String name, List<Long> values) implements Attribute {
        public OfIntegers {
            values = List.copyOf(values);
        }
    }

    /** A graph inside the node. */
    record OfGraph(String name, GraphBuilder body) implements Attribute {}
}
