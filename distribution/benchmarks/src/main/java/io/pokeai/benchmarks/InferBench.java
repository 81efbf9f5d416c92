package io.pokeai.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A batch through ResNet-18 on one thread: ONNX Runtime alone, and through a leased model. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings({"NullAway.Init", "MustBeClosed"}) // JMH calls open() before and close() after
public class InferBench {
    @Param({"1", "8"})
    public int batch = 1;

    private BareSession session;
    private OnnxTensor tensor;
    private Engine engine;
    private ModelLease lease;
    private ImageTensor pictures;

    @Setup
    public void open() throws IOException, OrtException {
        Workload workload = Workload.find();
        session = new BareSession(workload.model());
        tensor = session.tensor(BareSession.buffer(batch, Resnet18.SIDE), batch, Resnet18.SIDE);
        engine = PokeAi.open(workload.artifacts());
        lease = engine.models().lease(Workload.MODEL);
        pictures = ImageTensor.allocate(batch, Resnet18.SIDE, Resnet18.SIDE);
    }

    @TearDown
    public void close() throws OrtException {
        lease.close();
        engine.close();
        tensor.close();
        session.close();
    }

    /** The lower bound: ONNX Runtime alone. */
    @Benchmark
    public float[] sessionRun() throws OrtException {
        return session.run(tensor);
    }

    @Benchmark
    public Scores leasedModel() {
        return lease.infer(pictures);
    }
}
