package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PyInstance;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;

/**
 * A class whose objects are inert stand-ins.
 *
 * @param name in full
 * @param callable whether PyTorch files make its objects by a call, which then gives a stand-in too
 */
record ObjectClass(String name, boolean callable) implements Global {
    @Override
    public Object call(PyTuple arguments) throws UnfitException {
        if (!callable) {
            throw UnfitException.refused("refuses to call '" + name + "'");
        }
        return instantiate();
    }

    @Override
    public PyInstance instantiate() {
        return new PyInstance(name);
    }
}
