package io.pokeai.engine.checkpoint.internal.pickle;

/** An inert stand-in for an object: the name of its class, and the state that was saved. */
public final class PyInstance implements Nested {
    private final String type;
    private Object state = PyNone.NONE;
    private int depth = 1;

    public PyInstance(String type) {
        this.type = type;
    }

    /** The full name of the class. */
    public String type() {
        return type;
    }

    /** What BUILD gave, mostly its {@code __dict__}. */
    public Object state() {
        return state;
    }

    void state(Object given) {
        this.state = given;
        // Kept as a field, not computed: the state may be the instance itself.
        this.depth = Nested.depthOf(given) + 1;
    }

    @Override
    public int depth() {
        return depth;
    }
}
