package io.pokeai.natives.selftest;

/** A library computes wrongly on this machine, whatever it is told. The message says what and what to do. */
public final class WrongKernelsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongKernelsException(String message) {
        super(message);
    }
}
