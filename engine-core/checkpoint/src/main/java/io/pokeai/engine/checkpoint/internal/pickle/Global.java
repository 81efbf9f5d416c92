package io.pokeai.engine.checkpoint.internal.pickle;

/**
 * What a global name of a pickle stands for. None of them leads to code of that name.
 */
public interface Global {
    /** The full name. */
    String name();

    /** What calling it with these arguments gives: opcode REDUCE. */
    Object call(PyTuple arguments) throws UnfitException;

    /** A new instance without {@code __init__}: opcode NEWOBJ. */
    Object instantiate() throws UnfitException;
}
