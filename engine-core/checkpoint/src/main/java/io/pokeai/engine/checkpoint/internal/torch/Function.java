package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;

/** A function or class of Python whose calls mean something here. */
record Function(String name, Body body) implements Global {

    /** The meaning of a call. */
    interface Body {
        Object of(PyTuple arguments) throws UnfitException;
    }

    @Override
    public Object call(PyTuple arguments) throws UnfitException {
        return body.of(arguments);
    }

    @Override
    public Object instantiate() throws UnfitException {
        return body.of(new PyTuple(java.util.List.of()));
    }
}
