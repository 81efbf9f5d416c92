package io.pokeai.benchmarks;

import io.pokeai.engine.runtime.internal.generation.StripedRefCount;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs that a generation counts a use twice: by the lease, and again by each inference on it, so that an inference that
 * races with the lease's end is safe (docs/adr/0033).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class UseCountBench {
    private final StripedRefCount uses = new StripedRefCount(64, () -> {});

    @Benchmark
    @Threads(1)
    public boolean leaseBy1Thread() {
        return lease();
    }

    @Benchmark
    @Threads(8)
    public boolean leaseBy8Threads() {
        return lease();
    }

    @Benchmark
    @Threads(1)
    public boolean leaseAndInferenceBy1Thread() {
        return leaseAndInference();
    }

    @Benchmark
    @Threads(8)
    public boolean leaseAndInferenceBy8Threads() {
        return leaseAndInference();
    }

    private boolean lease() {
        int stripe = uses.stripe();
        boolean entered = uses.tryEnter(stripe);
        uses.leave(stripe);
        return entered;
    }

    private boolean leaseAndInference() {
        int stripe = uses.stripe();
        boolean entered = uses.tryEnter(stripe) && uses.tryJoin(stripe);
        uses.leave(stripe);
        uses.leave(stripe);
        return entered;
    }
}
