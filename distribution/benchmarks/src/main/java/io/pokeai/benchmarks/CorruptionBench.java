package io.pokeai.benchmarks;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Composition;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/** One corruption of a crop of 224 × 224, random numbers included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls open() before
public class CorruptionBench {
    @Param({
        "gaussian_noise",
        "shot_noise",
        "impulse_noise",
        "defocus_blur",
        "glass_blur",
        "motion_blur",
        "zoom_blur",
        "snow",
        "frost",
        "fog",
        "brightness",
        "contrast",
        "elastic_transform",
        "pixelate",
        "jpeg_compression",
        "speckle_noise",
        "gaussian_blur",
        "spatter",
        "saturate"
    })
    public String name = "fog";

    @Param({"1", "2", "3", "4", "5"})
    public int severity = 1;

    private Image crop;
    private Composition corruption;

    @Setup
    public void open() throws IOException {
        crop = Workload.imaging().crop(Files.readAllBytes(Workload.find().photo(Workload.SMALL)), Workload.SPEC);
        corruption = Augmentations.onClassPath(CorruptionBench.class.getClassLoader())
                .parse(name + ":" + severity);
    }

    @Benchmark
    public Pixels corrupt() {
        return corruption.apply(crop, 0);
    }
}
