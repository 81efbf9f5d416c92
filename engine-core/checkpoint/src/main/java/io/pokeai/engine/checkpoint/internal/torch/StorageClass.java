package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.DType;
import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;

/** {@code torch.FloatStorage} and its like: only named in persistent ids. */
record StorageClass(String name, DType dtype) implements Global {
    @Override
    public Object call(PyTuple arguments) throws UnfitException {
        throw UnfitException.refused("refuses to call " + name);
    }

    @Override
    public Object instantiate() throws UnfitException {
        throw UnfitException.refused("refuses to build a " + name);
    }
}
