package io.pokeai.benchmarks;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
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

/** From the bytes of a JPEG file to pixels: OpenCV alone, and to the crop that a model sees. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings({"NullAway.Init", "MustBeClosed"}) // JMH calls open() before and close() after
public class DecodeBench {
    @Param({Workload.SMALL, Workload.LARGE})
    public String size = Workload.SMALL;

    private byte[] file = {};
    private Mat encoded;
    private Imaging imaging;

    @Setup
    public void open() throws IOException {
        file = Files.readAllBytes(Workload.find().photo(size));
        encoded = OpenCv.encoded(file);
        imaging = Workload.imaging();
    }

    @TearDown
    public void close() {
        encoded.close();
    }

    /** The lower bound: OpenCV alone. */
    @Benchmark
    public long imdecode() {
        try (Mat decoded = OpenCv.decode(encoded)) {
            return decoded.total();
        }
    }

    /** Header check, decode, resize and crop. */
    @Benchmark
    public Image crop() {
        return imaging.crop(file, Workload.SPEC);
    }
}
