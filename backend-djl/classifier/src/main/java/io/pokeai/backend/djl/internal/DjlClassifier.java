package io.pokeai.backend.djl.internal;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.BinaryHead;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.InferenceCheck;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.api.backend.RefCount;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * One module on libtorch as a classifier.
 *
 * <p><b>Shapes</b> the module takes float32 {@code [n, 3, height, width]} and gives float32 {@code [n, classes]}, perhaps
 * with axes of length 1 beside, or one number per picture ({@link BinaryHead}).<br>
 * <b>Threads</b> {@link #infer} may be called by many; each call computes on its own thread.<br>
 * <b>Ownership</b> {@link #close} does not wait; the module is freed by the last call that leaves it.<br>
 * <b>Errors</b> {@code MODEL_INVALID} for a module that fails while it runs or answers with something else than finite
 * numbers.
 */
public final class DjlClassifier implements Classifier {
    /** The largest batch of one call. */
    static final int MAX_BATCH = 128;

    private static final int GPU_BATCH = 32;
    // Larger batches do not fit into the caches of a CPU, with any runtime.
    private static final int CPU_BATCH = 1;

    private final Model model;
    private final Buffers buffers;
    private final ClassifierInfo info;
    private final InferenceCheck check;
    private final RefCount uses = new RefCount(this::free);

    private DjlClassifier(Model model, ClassifierInfo info) {
        this.model = model;
        this.info = info;
        this.check = new InferenceCheck(info);
        this.buffers = new Buffers();
    }

    /**
     * Opens a file, and runs the model once.
     *
     * @throws EngineException {@code MODEL_INVALID}, {@code LABELS_MISMATCH}, or {@code UNAVAILABLE} when no wanted device
     *     can be had or libtorch itself cannot be loaded
     */
    @MustBeClosed
    public static DjlClassifier open(ModelSpec spec, ModelFile file, OpenOptions options) {
        String name = String.valueOf(file.file().path().getFileName());
        Engine engine = engine();
        DeviceChoice.Chosen device =
                new DeviceChoice(engine.getGpuCount(), PyTorchLibrary.hasCuda()).first(options.devices());
        Model model = Model.newInstance(spec.name(), device.device(), engine.getEngineName());
        boolean opened = false;
        try {
            long bytes = file.loadInto(model);
            file.file().requireIntact();
            ClassifierInfo info = new ClassifierInfo(
                    spec,
                    device.name(),
                    device.declined(),
                    MAX_BATCH,
                    device.device().isGpu() ? GPU_BATCH : CPU_BATCH,
                    bytes);
            ImageTensor black = ImageTensor.allocate(1, spec.input());
            DjlClassifier classifier = new DjlClassifier(model, info);
            if (spec.labels().size() == BinaryHead.CLASSES && classifier.ask(black, NDArray::size) == 1) {
                classifier = new DjlClassifier(model, withSpec(info, BinaryHead.found(spec)));
            }
            classifier.run(black);
            opened = true;
            return classifier;
        } catch (IOException | MalformedModelException | ai.djl.engine.EngineException e) {
            throw new EngineException(
                            ErrorCode.MODEL_INVALID,
                            "libtorch cannot open it: " + TorchFailures.sentence(e),
                            file.remedy(),
                            e)
                    .about(name);
        } catch (EngineException e) {
            throw e.about(name);
        } finally {
            if (!opened) {
                model.close();
            }
        }
    }

    private static ClassifierInfo withSpec(ClassifierInfo info, ModelSpec spec) {
        return new ClassifierInfo(
                spec, info.device(), info.declined(), info.maxBatch(), info.preferredBatch(), info.memoryBytes());
    }

    private static Engine engine() {
        try {
            return PyTorchLibrary.engine();
        } catch (UnsatisfiedLinkError e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE, PyTorchLibrary.problemOf(e), PyTorchLibrary.remedyOf(e), e);
        }
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
        } finally {
            uses.release();
        }
    }

    private Scores run(ImageTensor batch) {
        return ask(batch, values -> scores(values, batch.count()));
    }

    /** What the reader makes of the module's output tensor, before that tensor is freed. */
    private <T> T ask(ImageTensor batch, Function<NDArray, T> reader) {
        PyTorchLibrary.confine();
        ByteBuffer pictures = buffers.borrow(batch);
        try (NDManager manager = model.getNDManager().newSubManager()) {
            NDArray input = manager.create(
                    pictures, new Shape(batch.count(), 3, batch.height(), batch.width()), DataType.FLOAT32);
            NDList output = model.getBlock().forward(new ParameterStore(manager, false), new NDList(input), false);
            if (output.size() != 1) {
                throw check.answered("with " + output.size() + " tensors");
            }
            return reader.apply(output.get(0));
        } catch (ai.djl.engine.EngineException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID,
                    "Model '" + name() + "' fails while it runs: " + TorchFailures.sentence(e),
                    "Save the model again, for pictures of the size that its input spec says.",
                    e);
        } finally {
            buffers.giveBack(pictures);
        }
    }

    private Scores scores(NDArray values, int count) {
        int columns = check.columns();
        Shape shape = values.getShape();
        boolean isBatch = shape.dimension() > 0 && shape.get(0) == count;
        // Axes of length 1 beside the classes do not change the order of the numbers.
        long[] others = Arrays.stream(shape.getShape())
                .skip(1)
                .filter(axis -> axis != 1)
                .toArray();
        long found = others.length == 0 ? 1 : others[0];
        if (shape.dimension() == 2 && isBatch && found != columns) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + name() + "' gives " + found + " scores per picture and has "
                            + info.spec().labels().size() + " labels.",
                    "Correct classes.txt or the labels of the model.");
        }
        if (!isBatch || others.length > 1 || found != columns || values.getDataType() != DataType.FLOAT32) {
            throw check.answered("with " + values.getDataType() + " of shape " + shape + ", expected float32 (" + count
                    + ", " + columns + ")");
        }
        return check.scores(count, values.toFloatArray());
    }

    @Override
    public void close() {
        uses.close(() -> {});
    }

    private void free() {
        model.close();
    }

    private String name() {
        return info.spec().name();
    }
}
