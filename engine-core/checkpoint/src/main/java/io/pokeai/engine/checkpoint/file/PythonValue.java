package io.pokeai.engine.checkpoint.file;

import io.pokeai.engine.checkpoint.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@link CheckpointWriter} writes and Java has no value for. Beside these it takes {@link String}, {@link Long},
 * {@link Double}, {@link Boolean}, {@link Tensor}, {@link List}, {@link Map} (a dict, in its order) and {@link java.util.Set}.
 *
 * <p><b>Threads</b> immutable.
 */
public sealed interface PythonValue {
    /** Python's {@code None}. */
    PythonValue NONE = new None();

    /** Only {@link #NONE}. */
    record None() implements PythonValue {}

    /** A tuple. */
    record Tuple(List<Object> items) implements PythonValue {
        public Tuple {
            items = List.copyOf(items);
        }

        public static Tuple of(Object... items) {
            return new Tuple(List.of(items));
        }
    }

    /** An empty {@code collections.OrderedDict}. */
    record EmptyOrderedDict() implements PythonValue {}

    /** A {@code torch.nn.Parameter} that needs no gradient. */
    record Parameter(Tensor data) implements PythonValue {
        public Parameter {
            Objects.requireNonNull(data);
        }
    }

    /**
     * An object: whoever opens the file needs its class, and no constructor is called. One instance in several places stays one
     * object.
     *
     * @param type the class with its module, such as {@code torch.nn.modules.conv.Conv2d}
     * @param state its {@code __dict__}, in order
     */
    record Instance(String type, Map<String, Object> state) implements PythonValue {
        public Instance {
            if (type.indexOf('.') < 0) {
                throw new IllegalArgumentException("a class without a module: " + type);
            }
            state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        }

        /** {@code torch.nn.modules.conv}. */
        public String module() {
            return type.substring(0, type.lastIndexOf('.'));
        }

        /** {@code Conv2d}. */
        public String simpleName() {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }
}
