package io.pokeai.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime without anything around it: one session with the settings that the engine uses, one thread per call.
 *
 * <p><b>Threads</b> {@link #run} may be called by many, each with a tensor of its own.
 */
public final class BareSession implements AutoCloseable {
    private static final int CHANNELS = 3;

    private final OrtEnvironment environment = OnnxRuntimeLibrary.environment();
    private final OrtSession session;
    private final String input;

    /** Opens an {@code .onnx} file. */
    public BareSession(Path model) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            this.session = environment.createSession(model.toString(), options);
        }
        this.input = session.getInputNames().iterator().next();
    }

    /** A buffer for a batch of square pictures that ONNX Runtime reads in place. */
    public static FloatBuffer buffer(int batch, int side) {
        return ByteBuffer.allocateDirect(batch * CHANNELS * side * side * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** A ready tensor over a buffer; the caller closes it. */
    public OnnxTensor tensor(FloatBuffer buffer, int batch, int side) throws OrtException {
        return OnnxTensor.createTensor(environment, buffer, new long[] {batch, CHANNELS, side, side});
    }

    /** The scores of all pictures of the batch, one after the other. */
    public float[] run(OnnxTensor batch) throws OrtException {
        try (OrtSession.Result result = session.run(Map.of(input, batch))) {
            FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[scores.remaining()];
            scores.get(copy);
            return copy;
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
