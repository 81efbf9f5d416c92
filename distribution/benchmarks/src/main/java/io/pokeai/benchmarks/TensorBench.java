package io.pokeai.benchmarks;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
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
import org.openjdk.jmh.annotations.Warmup;

/** From the crop to three normalised planes of floats. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings({"NullAway.Init", "MustBeClosed"}) // JMH calls open() before and close() after
public class TensorBench {
    private Image crop;
    private Imaging imaging;
    private FloatBuffer target;

    @Setup
    public void open() throws IOException {
        imaging = Workload.imaging();
        crop = imaging.crop(Files.readAllBytes(Workload.find().photo(Workload.SMALL)), Workload.SPEC);
        target = BareSession.buffer(1, Resnet18.SIDE);
    }

    @Benchmark
    public FloatBuffer normalise() {
        imaging.normalise(crop, Workload.SPEC, target.clear());
        return target;
    }
}
