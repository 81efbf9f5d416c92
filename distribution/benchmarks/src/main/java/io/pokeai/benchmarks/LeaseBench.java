package io.pokeai.benchmarks;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Taking and returning a lease on a model that is open; several threads take it on the same one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings({"NullAway.Init", "MustBeClosed"}) // JMH calls open() before and close() after
public class LeaseBench {
    private Engine engine;
    private ModelRegistry models;

    @Setup
    public void open() throws IOException {
        engine = PokeAi.open(Workload.find().artifacts());
        models = engine.models();
        leaseAndRelease();
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    public long leaseAndRelease() {
        try (ModelLease lease = models.lease(Workload.MODEL)) {
            return lease.generation();
        }
    }

    @Benchmark
    @Threads(2)
    public long by2Threads() {
        return leaseAndRelease();
    }

    @Benchmark
    @Threads(4)
    public long by4Threads() {
        return leaseAndRelease();
    }

    @Benchmark
    @Threads(8)
    public long by8Threads() {
        return leaseAndRelease();
    }
}
