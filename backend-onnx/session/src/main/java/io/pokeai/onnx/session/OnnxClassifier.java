package io.pokeai.onnx.session;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.InferenceCheck;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.api.backend.RefCount;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import io.pokeai.onnx.graph.CheckpointGraph;
import io.pokeai.onnx.graph.GraphSource;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One ONNX graph as a classifier.
 *
 * <p><b>Shapes</b> the graph takes float32 {@code [n, 3, height, width]} and gives float32 {@code [n, classes]},
 * perhaps with axes of length 1 beside, or one number per picture ({@link io.pokeai.engine.api.backend.BinaryHead}); n
 * is open or fixed. With a fixed n, smaller batches are filled up and the surplus answers dropped.<br>
 * <b>Threads</b> {@link #infer} may be called by many; each call uses as many threads as it was opened with.<br>
 * <b>Ownership</b> the input is read in place. {@link #close} asks running calls to stop and does not wait; the session is
 * freed by the last one that leaves it.<br>
 * <b>Errors</b> {@code MODEL_INVALID} for a model that fails while it runs or answers with something else than finite
 * numbers.
 */
public final class OnnxClassifier implements Classifier {
    /** The largest batch of one call where the model leaves it open; 77 MB of pictures of 224 × 224. */
    public static final int MAX_BATCH = 128;

    private static final int GPU_BATCH = 32;
    // Larger batches do not fit into the caches: MobileNetV2 takes 7 ms for a picture alone and 14 ms for one of eight.
    private static final int CPU_BATCH = 1;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final OrtSession.RunOptions runOptions;
    private final Signature signature;
    private final ClassifierInfo info;
    private final InferenceCheck check;
    private final RefCount uses = new RefCount(this::free);

    private OnnxClassifier(
            OrtEnvironment environment,
            OrtSession session,
            OrtSession.RunOptions runOptions,
            Signature signature,
            ClassifierInfo info) {
        this.environment = environment;
        this.session = session;
        this.runOptions = runOptions;
        this.signature = signature;
        this.info = info;
        this.check = new InferenceCheck(info);
    }

    /**
     * Opens what a back end has recognised: the one file of a spec, an ONNX model or the checkpoint of a known network. Which of
     * the two is looked up once more, for the file may have changed since. Errors as {@link #open(ModelSpec, OpenOptions)}
     * and as {@link CheckpointGraph}.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the spec has several files
     */
    @MustBeClosed
    public static OnnxClassifier openRecognised(ModelSpec spec, OpenOptions options) {
        if (spec.files().size() != 1) {
            throw EngineException.invalidArgument(
                    "Model '" + spec.name() + "' has " + spec.files().size() + " files.",
                    "Back end '" + spec.backend() + "' opens one file; folds are opened one by one.");
        }
        Optional<CheckpointGraph> checkpoint = CheckpointGraph.of(spec, options);
        return checkpoint.isPresent() ? open(spec, checkpoint.get(), options) : open(spec, options);
    }

    /**
     * Opens the one file of a spec, with those beside it that it reads, after they were checked.
     *
     * @throws EngineException {@code MODEL_INVALID}, {@code LABELS_MISMATCH}, or {@code UNAVAILABLE} when no wanted device
     *     can be had or ONNX Runtime itself cannot be loaded or computes wrongly on this machine
     */
    @MustBeClosed
    public static OnnxClassifier open(ModelSpec spec, OpenOptions options) {
        try (ModelBytes model = ModelBytes.InFile.of(spec, options)) {
            return open(spec, model, options);
        }
    }

    /** Opens a model in memory, which needs no file of its spec. Errors as {@link #open(ModelSpec, OpenOptions)}. */
    @MustBeClosed
    public static OnnxClassifier open(ModelSpec spec, byte[] model, OpenOptions options) {
        return open(spec, new ModelBytes.InMemory(model), options);
    }

    /**
     * Opens a model whose one file is of another kind, by way of a graph that is made from it; once made, its optimised
     * form is taken from the cache. Errors as {@link #open(ModelSpec, OpenOptions)}, and those of the source.
     */
    @MustBeClosed
    public static OnnxClassifier open(ModelSpec spec, GraphSource graph, OpenOptions options) {
        try (ModelBytes model = ModelBytes.Converted.of(spec, graph, options)) {
            return open(spec, model, options);
        }
    }

    @MustBeClosed
    private static OnnxClassifier open(ModelSpec spec, ModelBytes model, OpenOptions options) {
        OrtEnvironment environment = environment();
        OptLevel level = OnnxRuntimeProof.require().level();
        try {
            SessionOpener.Opened opened = new SessionOpener(
                            environment,
                            options,
                            model,
                            level,
                            gpu -> GpuProofs.ofThisProcess().require(gpu).level(),
                            Device::addTo)
                    .open();
            try {
                Signature signature = Signature.of(opened.session(), spec);
                return new OnnxClassifier(
                        environment,
                        opened.session(),
                        new OrtSession.RunOptions(),
                        signature,
                        info(spec, opened, signature, model.size()));
            } catch (OrtException | RuntimeException e) {
                opened.session().close();
                throw e;
            }
        } catch (OrtException e) {
            throw OnnxFailures.whileOpening(e).about(fileName(spec));
        } catch (EngineException e) {
            throw e.about(fileName(spec));
        }
    }

    private static String fileName(ModelSpec spec) {
        return String.valueOf(spec.files().get(0).getFileName());
    }

    /**
     * Loads ONNX Runtime, if that has not happened yet.
     *
     * @throws EngineException {@code UNAVAILABLE} with the cause and the remedy
     */
    public static void prepare() {
        environment();
    }

    private static OrtEnvironment environment() {
        try {
            return OnnxRuntimeLibrary.environment();
        } catch (UnsatisfiedLinkError e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, OnnxRuntimeLibrary.problemOf(e), OnnxRuntimeLibrary.remedyOf(e), e);
        }
    }

    private static ClassifierInfo info(ModelSpec spec, SessionOpener.Opened opened, Signature signature, long bytes) {
        int max = signature.batch() == Signature.OPEN ? MAX_BATCH : Math.toIntExact(signature.batch());
        int preferred = signature.batch() == Signature.OPEN ? (opened.device().isGpu() ? GPU_BATCH : CPU_BATCH) : max;
        return new ClassifierInfo(spec, opened.device().name(), opened.declined(), max, preferred, bytes);
    }

    @Override
    public ClassifierInfo info() {
        return info;
    }

    @Override
    public Scores infer(ImageTensor batch) {
        check.requireShape(batch);
        if (!uses.tryAcquire()) {
            throw check.closed(null);
        }
        try {
            return run(batch);
        } catch (OrtException e) {
            throw uses.isClosed() ? check.closed(e) : OnnxFailures.whileRunning(name(), e);
        } finally {
            uses.release();
        }
    }

    private Scores run(ImageTensor batch) throws OrtException {
        int modelBatch = signature.batch() == Signature.OPEN ? batch.count() : (int) signature.batch();
        FloatBuffer pictures = modelBatch == batch.count() ? batch.data() : filledUp(batch, modelBatch);
        long[] shape = {modelBatch, 3, batch.height(), batch.width()};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, pictures, shape);
                OrtSession.Result result =
                        session.run(Map.of(signature.input(), input), Set.of(signature.output()), runOptions)) {
            return scores(result.get(0), modelBatch, batch.count());
        }
    }

    private static FloatBuffer filledUp(ImageTensor batch, int modelBatch) {
        FloatBuffer pictures =
                ImageTensor.allocate(modelBatch, batch.height(), batch.width()).data();
        pictures.put(batch.data());
        // The surplus pictures repeat the last one, so that their numbers have the usual size.
        FloatBuffer last = batch.picture(batch.count() - 1);
        while (pictures.hasRemaining()) {
            pictures.put(last.duplicate());
        }
        return pictures.flip();
    }

    private Scores scores(OnnxValue value, int modelBatch, int count) {
        int columns = check.columns();
        if (!(value instanceof OnnxTensor tensor)) {
            throw check.answered("with " + value.getType());
        }
        long[] shape = tensor.getInfo().getShape();
        boolean isBatch = shape.length > 0 && shape[0] == modelBatch;
        long found = Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        if (shape.length == 2 && isBatch && found != columns) {
            throw Signature.mismatch(info.spec(), shape[1]).about(name());
        }
        FloatBuffer values = tensor.getFloatBuffer();
        if (!isBatch || found != columns || values == null) {
            throw check.answered(
                    "with shape " + Arrays.toString(shape) + ", expected [" + modelBatch + ", " + columns + "]");
        }
        float[] kept = new float[count * columns];
        values.get(kept);
        return check.scores(count, kept);
    }

    /** Stops running calls, lets no new ones in, and frees the session when the last one has left. */
    @Override
    public void close() {
        uses.close(this::stopRunningCalls);
    }

    private void stopRunningCalls() {
        try {
            runOptions.setTerminate(true);
        } catch (OrtException e) {
            throw OnnxFailures.whileRunning(name(), e);
        }
    }

    private void free() {
        try {
            session.close();
        } catch (OrtException e) {
            throw OnnxFailures.whileRunning(name(), e);
        } finally {
            runOptions.close();
        }
    }

    private String name() {
        return info.spec().name();
    }
}
