package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;

/** A name that may stand as a value, such as a dtype or an activation function, and do nothing. */
record NameOnly(String name) implements Global {
    @Override
    public Object call(PyTuple arguments) throws UnfitException {
        throw UnfitException.refused("refuses to call '" + name + "'");
    }

    @Override
    public Object instantiate() throws UnfitException {
        throw UnfitException.refused("refuses to build a '" + name + "'");
    }
}
