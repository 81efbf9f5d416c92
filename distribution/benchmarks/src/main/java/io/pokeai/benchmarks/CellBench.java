package io.pokeai.benchmarks;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One cell of a robustness run, as the run asks for it: 64 crops of 224 × 224, corrupted and inferred on all cores. What a corruption
 * costs beside a ResNet-18 is the difference from {@code clean}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings({"NullAway.Init", "MustBeClosed"}) // JMH calls open() before and close() after
public class CellBench {
    private static final int PICTURES = 64;
    private static final int BATCH = 16;

    @Param({"clean", "brightness:3", "gaussian_noise:3", "fog:3", "glass_blur:3", "zoom_blur:3"})
    public String corruption = "clean";

    private Engine engine;
    private Image crop;
    private Optional<Composition> change = Optional.empty();

    @Setup
    public void open() throws IOException {
        Workload workload = Workload.find();
        engine = PokeAi.open(workload.artifacts());
        crop = engine.imaging().crop(workload.photo(Workload.SMALL), Workload.SPEC);
        change = corruption.equals("clean")
                ? Optional.empty()
                : Optional.of(Augmentations.onClassPath(CellBench.class.getClassLoader())
                        .parse(corruption));
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    public long cell() {
        BulkRequest<Integer> request = BulkRequest.ofPixels(
                        List.of(Workload.MODEL),
                        IntStream.range(0, PICTURES).boxed().toList(),
                        this::pixels)
                .inBatchesOf(BATCH);
        try (var results = engine.classifyAll(request)) {
            return results.map(result -> result.picture()).count();
        }
    }

    private Pixels pixels(int picture) {
        return change.<Pixels>map(known -> known.apply(crop, picture)).orElse(crop);
    }
}
