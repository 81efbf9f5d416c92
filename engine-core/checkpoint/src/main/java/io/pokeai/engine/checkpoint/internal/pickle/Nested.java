package io.pokeai.engine.checkpoint.internal.pickle;

/**
 * A value that holds values. Compared by identity, for comparing by content may take exponential time.
 *
 * <p>Its depth is that of its content when it was put in: what is put into the content later does not count. The bound
 * stops simple deep nesting early; code that walks values bounds its own depth.
 */
public sealed interface Nested permits PyTuple, PyList, PyDict, PyInstance {
    int depth();

    static int depthOf(Object value) {
        return value instanceof Nested nested ? nested.depth() : 0;
    }
}
