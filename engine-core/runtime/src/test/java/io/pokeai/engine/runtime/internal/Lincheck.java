package io.pokeai.engine.runtime.internal;

import java.util.concurrent.TimeUnit;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingOptions;

/** How much Lincheck tries: programs of a few acts for each of some threads, and interleavings of each program. */
final class Lincheck {
    private static final int ACTS = 3;

    private Lincheck() {}

    /** Some seconds. */
    static ModelCheckingOptions quick() {
        return options(2, 6, 30);
    }

    /** Some seconds, of programs so short that all switches at one or two places are tried. */
    static ModelCheckingOptions focused() {
        return options(2, 4, 80).actorsPerThread(2).actorsBefore(0).actorsAfter(0);
    }

    /** Some minutes. */
    static ModelCheckingOptions thorough() {
        return options(3, 15, 200);
    }

    private static ModelCheckingOptions options(int threads, int programs, int interleavings) {
        ModelCheckingOptions options = new ModelCheckingOptions()
                .threads(threads)
                .actorsPerThread(ACTS)
                .actorsBefore(2)
                .actorsAfter(2)
                .iterations(programs)
                .invocationsPerIteration(interleavings);
        // A machine may be busy with other things for longer than the ten seconds that a program gets by default.
        return options.invocationTimeout$lincheck(TimeUnit.MINUTES.toMillis(5));
    }
}
