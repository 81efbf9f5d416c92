package io.pokeai.engine.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What {@link io.pokeai.engine.checkpoint.file.CheckpointWriter} writes and Java has no value for. Beside these it takes
 * {@link String}, {@link Long}, {@link Integer}, {@link Double}, {@link Boolean}, {@link Tensor}, {@link List}, {@link Map} (a dict,
 * in its order) and {@link java.util.Set}.
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
     * A member of an enumeration: whoever opens the file calls the class with the member's value.
     *
     * @param type the class with its module
     */
    record Member(ClassName type, String value) implements PythonValue {
        public Member {
            Objects.requireNonNull(type);
            Objects.requireNonNull(value);
        }
    }

    /**
     * An object: whoever opens the file needs its class, and no constructor is called. One instance in several places stays one
     * object.
     *
     * @param type the class with its module
     * @param state its {@code __dict__}, in order
     */
    record Instance(ClassName type, Map<String, Object> state) implements PythonValue {
        public Instance {
            Objects.requireNonNull(type);
            state = Collections.unmodifiableMap(new LinkedHashMap<>(state));
        }
    }

    /**
     * The name of a class.
     *
     * @param module such as {@code torch.nn.modules.conv}
     * @param name such as {@code Conv2d}
     */
    record ClassName(String module, String name) {
        /** Of a name such as {@code torch.nn.modules.conv.Conv2d}. */
        public static ClassName of(String full) {
            int dot = full.lastIndexOf('.');
            if (dot < 1) {
                throw new IllegalArgumentException("a class without a module: " + full);
            }
            return new ClassName(full.substring(0, dot), full.substring(dot + 1));
        }

        @Override
        public String toString() {
            return module + "." + name;
        }
    }
}
