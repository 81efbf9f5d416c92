package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.spi.ModelSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The engine: registry, imaging and a pool of workers, wired. */
public final class PooledEngine implements Engine {
    /** Not part of any model's name. */
    private static final String STREAM = "/stream";

    /** The largest encoded picture that a stream may give. */
    private static final int MAX_ENCODED_BYTES = 512 << 20;

    private final EngineSettings settings;
    private final Imaging imaging;
    private final Registry registry;
    private final ExecutorService workers;
    private final Predictor predictor;
    private final ThreadBudget budget;
    private final SingleCalls calls;

    private final Caller caller;

    /** False for a view of another caller. */
    private final boolean owner;

    private PooledEngine(
            EngineSettings settings, Imaging imaging, Backends backends, Supplier<List<ModelSource>> declared) {
        this.settings = settings;
        this.imaging = imaging;
        ThreadPoolExecutor pool = EngineThreads.workers(settings.threads());
        this.workers = pool;
        this.budget = new ThreadBudget(settings.threads());
        this.registry = new Registry(settings, backends, declared, FoldRunner.on(pool, budget), imaging);
        TensorPool tensors = new TensorPool(settings.threads() * 2);
        this.predictor = new Predictor(imaging, tensors);
        this.calls = new SingleCalls(settings, registry, budget, predictor, tensors);
        this.caller = new Caller(settings.serving().deadline(), Optional.empty());
        this.owner = true;
    }

    private PooledEngine(PooledEngine engine, Caller caller) {
        this.settings = engine.settings;
        this.imaging = engine.imaging;
        this.registry = engine.registry;
        this.workers = engine.workers;
        this.predictor = engine.predictor;
        this.budget = engine.budget;
        this.calls = engine.calls;
        this.caller = caller;
        this.owner = false;
    }

    /**
     * Opens an engine and begins to look at the artifacts folder in the background.
     *
     * @param backends may change while the engine runs
     * @param declared models that are declared elsewhere than in the artifacts folder
     */
    @MustBeClosed
    public static PooledEngine open(
            EngineSettings settings, Imaging imaging, Backends backends, Supplier<List<ModelSource>> declared) {
        if (Files.exists(settings.artifacts()) && !Files.isDirectory(settings.artifacts())) {
            throw EngineException.invalidArgument(
                    settings.artifacts() + " is no folder.",
                    "Name the folder that holds the models, with --artifacts or POKEAI_ARTIFACTS.");
        }
        return new PooledEngine(settings, imaging.limitedTo(settings.maxPixels()), backends, declared);
    }

    @Override
    public Prediction classify(String model, Path picture) {
        return classify(model, spec -> imaging.crop(picture, spec));
    }

    @Override
    public Prediction classify(String model, Path picture, Function<? super Image, ? extends Pixels> change) {
        return classify(model, spec -> change.apply(imaging.crop(picture, spec)));
    }

    @Override
    public Prediction classify(String model, byte[] encoded) {
        return classify(model, spec -> imaging.crop(encoded, spec));
    }

    @Override
    public Prediction classify(String model, InputStream encoded) {
        try {
            byte[] bytes = encoded.readNBytes(MAX_ENCODED_BYTES + 1);
            if (bytes.length > MAX_ENCODED_BYTES) {
                throw new EngineException(
                        ErrorCode.IMAGE_TOO_LARGE,
                        "The stream gave more than " + MAX_ENCODED_BYTES + " bytes.",
                        "Send a smaller picture.");
            }
            return classify(model, bytes);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.CORRUPT_IMAGE, "The stream broke off: " + e.getMessage() + ".", "Send it again.", e);
        }
    }

    @Override
    public Prediction classify(String model, Image image) {
        return classify(model, spec -> spec.isSizeOf(image) ? image : imaging.crop(image, spec));
    }

    @Override
    public Stream<Result> classifyAll(String model, Iterable<Path> pictures) {
        return classifyAll(model, pictures, Function.identity());
    }

    @Override
    public Stream<Result> classifyAll(String model, Iterable<Path> pictures, int batch) {
        return classifyAll(model, pictures, batch, Function.identity());
    }

    @Override
    public Stream<Result> classifyAll(
            String model, Iterable<Path> pictures, Function<? super Image, ? extends Pixels> change) {
        ModelLease lease = lease(model);
        return pipeline(lease, pictures, lease.preferredBatch(), change);
    }

    @Override
    public Stream<Result> classifyAll(
            String model, Iterable<Path> pictures, int batch, Function<? super Image, ? extends Pixels> change) {
        if (batch < 1) {
            throw EngineException.invalidArgument("A batch of " + batch + " is nothing.", "Use at least 1.");
        }
        ModelLease lease = lease(model);
        return pipeline(lease, pictures, Math.min(batch, lease.maxBatch()), change);
    }

    @Override
    public Certificate.Written certify(String model, Iterable<Path> pictures, int limit, double tolerance) {
        Certificate.requireTolerance(tolerance);
        if (limit < 1 || limit > Certificate.MAX_PICTURES) {
            throw EngineException.invalidArgument(
                    "A certificate of " + limit + " pictures was asked for.",
                    "Use 1 to " + Certificate.MAX_PICTURES + ".");
        }
        CertificateMaker maker = new CertificateMaker(imaging);
        Certificate.Written written =
                registry.aside(model, (candidate, lease) -> maker.make(candidate, lease, pictures, limit, tolerance));
        registry.rescan();
        return written;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // a view owns nothing
    public Engine within(Duration allowed) {
        return new PooledEngine(this, caller.within(allowed));
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // a view owns nothing
    public Engine forCaller(String key) {
        return new PooledEngine(this, caller.named(key));
    }

    @Override
    public ModelRegistry models() {
        return registry;
    }

    @Override
    public ModelControl control() {
        return registry.control();
    }

    @Override
    public Imaging imaging() {
        return imaging;
    }

    @Override
    public void close() {
        if (!owner) {
            return;
        }
        calls.close();
        workers.shutdown();
        registry.close();
        try {
            if (!workers.awaitTermination(settings.drainDeadline().toNanos(), TimeUnit.NANOSECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Single calls that have come and not gone, for tests and reports. */
    int callsInHouse() {
        return calls.inHouse();
    }

    /** Callers that wait for a thread of the budget, for tests and reports. */
    int callsWaiting() {
        return budget.waiting();
    }

    /** Batches that could be joined, for tests and reports. */
    int openBatches() {
        return calls.openBatches();
    }

    private Prediction classify(String model, Function<InputSpec, Pixels> cropper) {
        return calls.classify(model, cropper, caller);
    }

    @SuppressWarnings("MustBeClosedChecker") // the pipeline owns it, or pipeline() closes it
    private ModelLease lease(String model) {
        return caller.lease(registry, model);
    }

    private Stream<Result> pipeline(
            ModelLease lease, Iterable<Path> pictures, int batch, Function<? super Image, ? extends Pixels> change) {
        boolean owned = false;
        try {
            // A lane of its own beside the model's single calls: they take turns with a stream's batches.
            String lane = lease.spec().name() + STREAM;
            OrderedPipeline.Task task = paths ->
                    budget.run(lane, ThreadBudget.never(), () -> predictor.predictAll(lease, paths, batch, change));
            Stream<Result> results =
                    OrderedPipeline.stream(task, workers, settings.threads(), lease, pictures.iterator(), batch);
            owned = true;
            return results;
        } finally {
            if (!owned) {
                lease.close();
            }
        }
    }
}
