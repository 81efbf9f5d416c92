package io.pokeai.engine.checkpoint.internal.pickle;

/** What a pickle may name. */
public interface PickleContext {
    /** The meaning of a global name, or an error that says that it has none. */
    Global global(String module, String name) throws UnfitException;

    /** The object of a persistent id. */
    Object persistent(Object id) throws UnfitException;
}
