package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.spi.SwapGate;
import java.util.Optional;

/**
 * Where the gate is found that a swap demands. It is looked for when one is demanded, so that nobody else pays for it.
 *
 * <p><b>Threads</b> safe.
 */
@FunctionalInterface
public interface GateSource {
    /** What is done with a gate while it is held. */
    interface Work<T> {
        T with(Optional<SwapGate> gate) throws InterruptedException;
    }

    /** Works with the installed gate; empty when none is installed. It is given back afterwards. */
    <T> T use(Work<T> work) throws InterruptedException;
}
