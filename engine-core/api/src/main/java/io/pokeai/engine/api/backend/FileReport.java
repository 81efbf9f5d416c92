package io.pokeai.engine.api.backend;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model file says about itself.
 *
 * @param format such as {@code ONNX}
 * @param facts in reading order, such as {@code producer} and {@code pytorch 2.13.0}; values are one line or more
 * @param classes class names in index order; empty when the file has none
 * @param tensors the stored weights, in the order of the file
 * @param data the facts again, for programs: snake_case keys; values are texts, whole numbers, truth values, and lists and
 *     maps of them
 */
public record FileReport(
        String format,
        List<Fact> facts,
        List<String> classes,
        List<StoredTensor> tensors,
        SortedMap<String, Object> data) {
    public FileReport {
        Objects.requireNonNull(format);
        facts = List.copyOf(facts);
        classes = List.copyOf(classes);
        tensors = List.copyOf(tensors);
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    /** A report whose facts are only for people. */
    public FileReport(String format, List<Fact> facts, List<String> classes, List<StoredTensor> tensors) {
        this(format, facts, classes, tensors, new TreeMap<>());
    }

    /** One thing that the file says. */
    public record Fact(String name, String value) {}

    /**
     * A stored tensor.
     *
     * @param dtype such as {@code float32}
     * @param shape sizes, slowest first; empty for a scalar
     */
    public record StoredTensor(String name, String dtype, List<Long> shape) {
        public StoredTensor {
            shape = List.copyOf(shape);
        }
    }
}
