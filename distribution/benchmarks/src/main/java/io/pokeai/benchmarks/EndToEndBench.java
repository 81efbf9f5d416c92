package io.pokeai.benchmarks;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** From a picture to its prediction. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings({"NullAway.Init", "MustBeClosed"}) // JMH calls open() before and close() after
public class EndToEndBench {
    private static final int PICTURES = 64;

    private Engine engine;
    private byte[] file = {};
    private Image crop;
    private List<Path> folder = List.of();

    @Setup
    public void open() throws IOException {
        Workload workload = Workload.find();
        engine = PokeAi.open(workload.artifacts());
        Path photo = workload.photo(Workload.SMALL);
        file = Files.readAllBytes(photo);
        crop = engine.imaging().crop(file, Workload.SPEC);
        folder = Collections.nCopies(PICTURES, photo);
    }

    @TearDown
    public void close() {
        engine.close();
    }

    /** The bytes of a file of 500 × 375. */
    @Benchmark
    public Prediction classifyBytes() {
        return engine.classify(Request.of(Workload.MODEL, file));
    }

    /** A picture in memory that has the model's size already. */
    @Benchmark
    public Prediction classifyImage() {
        return engine.classify(Request.of(Workload.MODEL, crop));
    }

    /** A folder of 64 files of 500 × 375 on all cores. */
    @Benchmark
    public long classifyAll() {
        try (var results = engine.classifyAll(BulkRequest.of(Workload.MODEL, folder))) {
            return results.map(result -> result.picture()).count();
        }
    }
}
