package io.pokeai.engine.runtime.internal;

import java.util.concurrent.TimeUnit;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingOptions;

/** How much Lincheck tries in the default build: small programs of three threads, some seconds in all. */
final class Lincheck {
    private static final int PROGRAMS = 8;
    private static final int INTERLEAVINGS = 60;
    private static final int THREADS = 3;
    private static final int ACTS = 3;

    private Lincheck() {}

    static ModelCheckingOptions options() {
        ModelCheckingOptions options = new ModelCheckingOptions()
                .iterations(PROGRAMS)
                .invocationsPerIteration(INTERLEAVINGS)
                .threads(THREADS)
                .actorsPerThread(ACTS)
                .actorsBefore(2)
                .actorsAfter(2);
        // A machine may be busy with other things for longer than the ten seconds that a program gets by default.
        return options.invocationTimeout$lincheck(TimeUnit.MINUTES.toMillis(5));
    }
}
