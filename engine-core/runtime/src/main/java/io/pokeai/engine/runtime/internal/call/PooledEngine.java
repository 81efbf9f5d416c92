package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.internal.certificate.CertificateMaker;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.lifecycle.Lifecycle;
import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.runtime.internal.threads.ProcessBudget;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import io.pokeai.engine.spi.ModelSource;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The engine: registry, imaging and a pool of workers, wired. What callers hold are views of it, each for one caller of one
 * tenant.
 */
public final class PooledEngine implements Engine {
    /** Not part of any model's name. */
    private static final String STREAM = "/stream";

    private final EngineSettings settings;
    private final Imaging imaging;
    private final Lifecycle lifecycle;
    private final Registry registry;
    private final ThreadPoolExecutor workers;
    private final Predictor predictor;
    private final ThreadBudget budget;
    private final SingleCalls calls;

    private final Caller caller;
    private final Tenancy tenancy;

    /** False for a view of another caller. */
    private final boolean owner;

    private PooledEngine(
            EngineSettings settings,
            Imaging imaging,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            ProcessBudget process) {
        this.settings = settings;
        this.imaging = imaging;
        this.workers = EngineThreads.workers(settings.threads());
        this.budget = process.join(settings.threads());
        this.lifecycle = new Lifecycle(settings, backends, declared, FoldRunner.on(workers, budget), imaging);
        this.registry = lifecycle.registry();
        TensorPool tensors = new TensorPool(settings.threads() * 2);
        this.predictor = new Predictor(imaging, tensors);
        this.calls = new SingleCalls(settings, registry, budget, predictor, tensors);
        this.caller = new Caller(settings.serving().deadline(), Optional.empty(), Optional.empty());
        this.tenancy = new Tenancy(this::shutDown);
        this.owner = true;
    }

    private PooledEngine(PooledEngine engine, Caller caller, Tenancy tenancy, boolean owner) {
        this.settings = engine.settings;
        this.imaging = engine.imaging;
        this.lifecycle = engine.lifecycle;
        this.registry = engine.registry;
        this.workers = engine.workers;
        this.predictor = engine.predictor;
        this.budget = engine.budget;
        this.calls = engine.calls;
        this.caller = caller;
        this.tenancy = tenancy;
        this.owner = owner;
    }

    /**
     * Opens an engine with a thread budget of its own, and begins to look at the artifacts folder in the background.
     *
     * @param backends may change while the engine runs
     * @param declared models that are declared elsewhere than in the artifacts folder
     */
    @MustBeClosed
    public static PooledEngine open(
            EngineSettings settings, Imaging imaging, Backends backends, Supplier<List<ModelSource>> declared) {
        return open(settings, imaging, backends, declared, new ProcessBudget());
    }

    /**
     * As {@link #open(EngineSettings, Imaging, Backends, Supplier)}, with threads of the budget of the process.
     *
     * @param process {@link ProcessBudget#ofThisProcess()}, but for tests
     */
    @MustBeClosed
    public static PooledEngine open(
            EngineSettings settings,
            Imaging imaging,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            ProcessBudget process) {
        EngineException.required(settings, "settings");
        if (Files.exists(settings.artifacts()) && !Files.isDirectory(settings.artifacts())) {
            throw EngineException.invalidArgument(
                    settings.artifacts() + " is not a directory.", "Name the folder that holds the models.");
        }
        return new PooledEngine(settings, imaging.limitedTo(settings.maxPixels()), backends, declared, process);
    }

    /** The same engine for somebody else who has opened it. */
    @MustBeClosed
    public PooledEngine tenant(Tenancy other) {
        return new PooledEngine(this, caller, other, true);
    }

    @Override
    public Prediction classify(String model, Path picture) {
        EngineException.required(picture, "picture");
        return classify(model, caller.begin(), spec -> imaging.crop(picture, spec));
    }

    @Override
    public Prediction classify(String model, Path picture, Function<? super Image, ? extends Pixels> change) {
        EngineException.required(picture, "picture");
        EngineException.required(change, "change");
        return classify(
                model,
                caller.begin(),
                spec -> EngineException.required(change.apply(imaging.crop(picture, spec)), "what the change gives"));
    }

    @Override
    public Prediction classify(String model, byte[] encoded) {
        EngineException.required(encoded, "encoded");
        return classify(model, caller.begin(), spec -> imaging.crop(encoded, spec));
    }

    @Override
    public Prediction classify(String model, InputStream encoded) {
        EngineException.required(model, "model");
        EngineException.required(encoded, "encoded");
        tenancy.require();
        Deadline deadline = caller.begin();
        byte[] bytes = EncodedStream.read(encoded, model, deadline);
        return classify(model, deadline, spec -> imaging.crop(bytes, spec));
    }

    @Override
    public Prediction classify(String model, Image image) {
        EngineException.required(image, "image");
        return classify(model, caller.begin(), spec -> spec.isSizeOf(image) ? image : imaging.crop(image, spec));
    }

    private Prediction classify(String model, Deadline deadline, Function<InputSpec, Pixels> cropper) {
        EngineException.required(model, "model");
        tenancy.require();
        return calls.classify(model, cropper, caller.key(), deadline);
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
        return classifyAll(model, pictures, Optional.empty(), change);
    }

    @Override
    public Stream<Result> classifyAll(
            String model, Iterable<Path> pictures, int batch, Function<? super Image, ? extends Pixels> change) {
        if (batch < 1) {
            throw EngineException.invalidArgument(
                    "Batch size must be at least 1, got " + batch + ".", "Use at least 1.");
        }
        return classifyAll(model, pictures, Optional.of(batch), change);
    }

    private Stream<Result> classifyAll(
            String model,
            Iterable<Path> pictures,
            Optional<Integer> batch,
            Function<? super Image, ? extends Pixels> change) {
        EngineException.required(pictures, "pictures");
        EngineException.required(change, "change");
        ModelLease lease = lease(model);
        int size = batch.map(wanted -> Math.min(wanted, lease.maxBatch())).orElseGet(lease::preferredBatch);
        return pipeline(lease, pictures, size, change);
    }

    @Override
    public Certificate.Written certify(String model, Iterable<Path> pictures, int limit, double tolerance) {
        EngineException.required(model, "model");
        EngineException.required(pictures, "pictures");
        Certificate.requireTolerance(tolerance);
        if (limit < 1 || limit > Certificate.MAX_PICTURES) {
            throw EngineException.invalidArgument(
                    "A certificate of " + limit + " pictures was asked for.",
                    "Use 1 to " + Certificate.MAX_PICTURES + ".");
        }
        tenancy.require();
        CertificateMaker maker = new CertificateMaker(imaging);
        Certificate.Written written = Deadlines.cancellable(
                "The certificate of model '" + model + "'",
                () -> lifecycle.aside(
                        model,
                        caller.begin(settings.openDeadline()),
                        (candidate, lease) -> maker.make(
                                candidate.spec(), candidate.certificate(), lease, pictures, limit, tolerance)));
        registry.rescan();
        return written;
    }

    @Override
    public List<ModelStatus> preload(String... models) {
        EngineException.required(models, "models");
        for (String model : models) {
            EngineException.required(model, "models");
        }
        tenancy.require();
        Preloading preloading =
                new Preloading(registry, settings.threads(), caller.key(), caller.begin(settings.openDeadline()));
        return Deadlines.cancellable("The preloading", () -> preloading.open(List.of(models)));
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // a view owns nothing
    public Engine within(Duration deadline) {
        return new PooledEngine(this, caller.within(EngineException.required(deadline, "deadline")), tenancy, false);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // a view owns nothing
    public Engine forCaller(String key) {
        return new PooledEngine(this, caller.named(key), tenancy, false);
    }

    @Override
    public ModelRegistry models() {
        return new CallersModels(registry, caller, tenancy);
    }

    @Override
    public ModelControl control() {
        return lifecycle.operations();
    }

    @Override
    public Imaging imaging() {
        return imaging;
    }

    @Override
    public void close() {
        if (owner) {
            tenancy.end();
        }
    }

    /**
     * Within the drain deadline, also for a thread that is interrupted: a native library that is torn down under a running
     * call takes the process with it.
     */
    private void shutDown() {
        Deadline deadline = Deadline.in(settings.drainDeadline());
        calls.close();
        workers.shutdown();
        lifecycle.close(deadline);
        EngineThreads.end(workers, deadline);
        budget.close();
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

    @SuppressWarnings("MustBeClosedChecker") // the pipeline owns it, or pipeline() closes it
    private ModelLease lease(String model) {
        EngineException.required(model, "model");
        tenancy.require();
        return Deadlines.cancellable(
                "The run of model '" + model + "'",
                () -> registry.lease(model, caller.key(), caller.begin(settings.openDeadline())));
    }

    private Stream<Result> pipeline(
            ModelLease lease, Iterable<Path> pictures, int batch, Function<? super Image, ? extends Pixels> change) {
        boolean owned = false;
        try {
            // A lane of its own beside the model's single calls: they take turns with a stream's batches.
            String lane = lease.spec().name() + STREAM;
            OrderedPipeline.Task task = (paths, begin) -> budget.run(lane, ThreadBudget.never(), () -> {
                begin.run();
                return predictor.predictAll(lease, paths, batch, change);
            });
            Stream<Result> results = OrderedPipeline.stream(
                    task, workers, settings.threads(), lease, pictures.iterator(), batch, caller.allowed());
            owned = true;
            return results;
        } finally {
            if (!owned) {
                lease.close();
            }
        }
    }
}
