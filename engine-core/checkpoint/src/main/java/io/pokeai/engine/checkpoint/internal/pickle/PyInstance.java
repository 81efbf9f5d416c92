package io.pokeai.engine.checkpoint.internal.pickle;

/** An inert stand-in for an object: the name of its class, and the state that was saved. */
public final class PyInstance implements Nested {
    private final String type;
    private Object state = PyNone.NONE;

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
    }

    @Override
    public int depth() {
        return Nested.depthOf(state) + 1;
    }
}
