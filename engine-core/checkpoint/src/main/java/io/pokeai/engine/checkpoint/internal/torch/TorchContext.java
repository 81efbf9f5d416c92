package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.pickle.Global;
import io.pokeai.engine.checkpoint.internal.pickle.PickleContext;
import io.pokeai.engine.checkpoint.internal.pickle.PyTuple;
import io.pokeai.engine.checkpoint.internal.pickle.UnfitException;

/** The names of PyTorch, and persistent ids that are storages of one container. */
final class TorchContext implements PickleContext {

    /** Finds what a persistent id means. */
    interface PersistentIds {
        Object load(PyTuple id) throws UnfitException;
    }

    private final AllowList allowed;
    private final PersistentIds ids;

    TorchContext(long fileBytes, PersistentIds ids) {
        this.allowed = new AllowList(new TensorCalls(fileBytes));
        this.ids = ids;
    }

    @Override
    public Global global(String module, String name) throws UnfitException {
        return allowed.find(module, name);
    }

    @Override
    public Object persistent(Object id) throws UnfitException {
        if (id instanceof PyTuple tuple && tuple.size() > 0 && tuple.get(0) instanceof String) {
            return ids.load(tuple);
        }
        throw UnfitException.damaged("a persistent id that is not a tuple");
    }
}
