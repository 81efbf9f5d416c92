package io.pokeai.onnx.graph;

/**
 * One axis of a tensor.
 *
 * @param size its length, or {@link #UNKNOWN} when the file leaves it open
 * @param symbol its name in the file, such as {@code batch}; empty for a fixed or nameless one
 */
public record Dimension(long size, String symbol) {
    /** The size of an axis whose length is open. */
    public static final long UNKNOWN = -1;

    /** An axis of a fixed length. Files may hold nonsense, so negative and huge lengths are represented too. */
    public static Dimension of(long size) {
        return new Dimension(size, "");
    }

    /** An axis whose length is open and has a name. */
    public static Dimension symbol(String name) {
        return new Dimension(UNKNOWN, name);
    }

    /** An axis whose length is open, without a name. */
    public static Dimension open() {
        return new Dimension(UNKNOWN, "");
    }

    /** Whether the file says how long the axis is. */
    public boolean isFixed() {
        return size != UNKNOWN;
    }

    @Override
    public String toString() {
        if (isFixed()) {
            return Long.toString(size);
        }
        return symbol.isEmpty() ? "?" : MessageText.of(symbol);
    }
}
