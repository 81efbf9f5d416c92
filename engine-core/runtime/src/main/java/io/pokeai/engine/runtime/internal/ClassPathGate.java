package io.pokeai.engine.runtime.internal;

import io.pokeai.engine.runtime.internal.lifecycle.GateSource;
import io.pokeai.engine.spi.SwapGate;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The gate that {@code META-INF/services} names.
 *
 * @param loader of the class path
 */
public record ClassPathGate(ClassLoader loader) implements GateSource {
    @Override
    public <T> T use(Work<T> work) throws InterruptedException {
        Optional<SwapGate> gate = ServiceLoader.load(SwapGate.class, loader).findFirst();
        return work.with(gate);
    }
}
