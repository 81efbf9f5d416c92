package io.pokeai.onnx.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A graph in memory that runs on the CPU and gives all its outputs: for those who make graphs and measure them, not for models that
 * answer callers, which are an {@link OnnxClassifier}.
 *
 * <p><b>Shapes</b> the graph has one input, float32 {@code [batch, 3, height, width]}; its outputs are float32.<br>
 * <b>Threads</b> confined to one at a time.<br>
 * <b>Ownership</b> its creator closes it, while no run is under way.
 */
public final class GraphRun implements AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;

    private GraphRun(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
        this.input = session.getInputNames().iterator().next();
    }

    /**
     * Opens a graph with the settings that models on this machine get.
     *
     * @param model the bytes of an {@code .onnx} file; not kept
     * @param threads how many work on one run, at least 1
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when ONNX Runtime cannot open it, {@code UNAVAILABLE} when
     *     ONNX Runtime computes wrong on this machine
     */
    public static GraphRun open(byte[] model, int threads) {
        OnnxRuntimeProof proof = OnnxRuntimeProof.require();
        OrtEnvironment environment = OnnxRuntimeLibrary.environment();
        try (SessionOptions settings = SessionOpener.settings(proof.level(), threads)) {
            return new GraphRun(environment, environment.createSession(model, settings));
        } catch (OrtException e) {
            throw OnnxFailures.whileOpening(e);
        }
    }

    /** Names of the outputs, in the order of the graph. */
    public Set<String> outputs() {
        return session.getOutputNames();
    }

    /**
     * Runs a batch.
     *
     * @param outputs gets each output by its name, row-major; the values are valid during its call
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when the run fails
     */
    public void run(ImageTensor pictures, BiConsumer<String, FloatBuffer> outputs) {
        long[] shape = {pictures.count(), 3, pictures.height(), pictures.width()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, pictures.data(), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            for (Map.Entry<String, OnnxValue> each : result) {
                outputs.accept(each.getKey(), ((OnnxTensor) each.getValue()).getFloatBuffer());
            }
        } catch (OrtException e) {
            throw OnnxFailures.whileRunning("graph in memory", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            System.getLogger(GraphRun.class.getName()).log(System.Logger.Level.DEBUG, "session was not closed", e);
        }
    }
}
