package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.CallObserver;
import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.Observation;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.TensorAnswer;
import io.pokeai.engine.api.TensorRequest;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.CertificateMaker;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.lifecycle.GateSource;
import io.pokeai.engine.runtime.internal.lifecycle.Lifecycle;
import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.runtime.internal.threads.ProcessBudget;
import io.pokeai.engine.runtime.internal.threads.ThreadBudget;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The engine: registry, imaging and a pool of workers, wired. Each opener holds an object of its own, which is closed for this
 * opener alone.
 */
public final class PooledEngine implements Engine {
    private static final GateSource NO_GATE = new GateSource() {
        @Override
        public <T> T use(Work<T> work) throws InterruptedException {
            return work.with(Optional.empty());
        }
    };

    private final EngineSettings settings;
    private final Imaging imaging;
    private final Lifecycle lifecycle;
    private final Registry registry;
    private final ThreadPoolExecutor workers;
    private final Crops crops;
    private final TensorPool tensors;
    private final Predictor predictor;
    private final ThreadBudget budget;
    private final CallServices context;
    private final SingleCalls calls;
    private final TensorRequests tensorCalls;
    private final Tenancy tenancy;

    private PooledEngine(
            EngineSettings settings,
            Imaging imaging,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            ProcessBudget process,
            GateSource gates) {
        this.settings = settings;
        this.imaging = imaging;
        this.workers = EngineThreads.workers(settings.threads());
        this.budget = process.join(settings.threads());
        this.lifecycle = new Lifecycle(
                settings, backends, declared, FoldRunner.on(workers, budget), imaging, gates, this::answers);
        this.registry = lifecycle.registry();
        this.crops = new Crops(imaging);
        this.tensors = new TensorPool(settings.threads() * 2);
        this.predictor = new Predictor(imaging, tensors);
        Observers observers = new Observers();
        this.context = new CallServices(
                registry,
                budget,
                new Admission(settings.serving(), settings.threads()),
                tensors,
                new Batches(budget, tensors, observers),
                observers);
        this.calls = new SingleCalls(context, predictor);
        this.tensorCalls = new TensorRequests(context);
        lifecycle.listen(observers::changed);
        this.tenancy = new Tenancy(this::shutDown);
    }

    private PooledEngine(PooledEngine engine, Tenancy tenancy) {
        this.settings = engine.settings;
        this.imaging = engine.imaging;
        this.lifecycle = engine.lifecycle;
        this.registry = engine.registry;
        this.workers = engine.workers;
        this.crops = engine.crops;
        this.tensors = engine.tensors;
        this.predictor = engine.predictor;
        this.budget = engine.budget;
        this.context = engine.context;
        this.calls = engine.calls;
        this.tensorCalls = engine.tensorCalls;
        this.tenancy = tenancy;
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
        return open(settings, imaging, backends, declared, process, NO_GATE);
    }

    /**
     * As {@link #open(EngineSettings, Imaging, Backends, Supplier, ProcessBudget)}, with a gate for swaps that demand one.
     *
     * @param gates where it is found
     */
    @MustBeClosed
    public static PooledEngine open(
            EngineSettings settings,
            Imaging imaging,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            ProcessBudget process,
            GateSource gates) {
        EngineException.required(settings, "settings");
        if (Files.exists(settings.artifacts()) && !Files.isDirectory(settings.artifacts())) {
            throw EngineException.invalidArgument(
                    settings.artifacts() + " is not a directory.", "Name the folder that holds the models.");
        }
        return new PooledEngine(settings, imaging.limitedTo(settings.maxPixels()), backends, declared, process, gates);
    }

    /** The same engine for another opener. */
    @MustBeClosed
    public PooledEngine tenant(Tenancy other) {
        return new PooledEngine(this, other);
    }

    @Override
    public Prediction classify(Request request) {
        EngineException.required(request, "request");
        tenancy.require();
        String model = request.model();
        Deadline deadline =
                Deadline.in(request.deadline().orElse(settings.serving().deadline()));
        Function<InputSpec, Pixels> crop = crops.of(request.picture(), request.change(), () -> {
            Interrupts.check("The reading of a picture");
            deadline.require(model, "its picture was read");
        });
        return calls.classify(model, crop, request.caller(), deadline);
    }

    @Override
    public TensorAnswer infer(TensorRequest request) {
        EngineException.required(request, "request");
        tenancy.require();
        return tensorCalls.answer(
                request,
                Deadline.in(request.deadline().orElse(settings.serving().deadline())));
    }

    @Override
    public Observation observe(CallObserver observer) {
        tenancy.require();
        return context.observers().add(observer);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // handed on
    public <T> Stream<Result<T>> classifyAll(BulkRequest<T> request) {
        EngineException.required(request, "request");
        tenancy.require();
        Deadline opening = Deadline.in(request.deadline().orElse(settings.openDeadline()));
        return answers(
                request,
                model -> Deadlines.cancellable(
                        "The run of model '" + model + "'", () -> registry.lease(model, request.caller(), opening)));
    }

    @SuppressWarnings("MustBeClosedChecker") // the pipeline owns the leases, or they are returned here
    private <T> Stream<Result<T>> answers(BulkRequest<T> request, Function<String, ModelLease> leasing) {
        BulkLeases leases = BulkLeases.take(request.models(), leasing);
        boolean owned = false;
        try {
            int batch = leases.batchSize(request.batchSize());
            BulkPredictor<T> bulk =
                    new BulkPredictor<>(request, leases, batch, crops, predictor, tensors, budget, context.observers());
            Stream<Result<T>> results = OrderedPipeline.stream(
                    bulk::answers,
                    workers,
                    settings.threads(),
                    leases,
                    request.pictures().iterator(),
                    batch,
                    request.deadline());
            owned = true;
            return results;
        } finally {
            if (!owned) {
                leases.close();
            }
        }
    }

    @Override
    public Certificate.Written certify(CertificateRequest request) {
        EngineException.required(request, "request");
        tenancy.require();
        CertificateMaker maker = new CertificateMaker(imaging);
        Deadline opening = Deadline.in(request.deadline().orElse(settings.openDeadline()));
        Certificate.Written written = Deadlines.cancellable(
                "The certificate of model '" + request.model() + "'",
                () -> lifecycle.aside(
                        request.model(),
                        opening,
                        (candidate, lease) -> maker.make(candidate.spec(), candidate.certificate(), lease, request)));
        registry.rescan();
        return written;
    }

    @Override
    public ModelRegistry models() {
        return new ModelsView(registry, settings.threads(), Optional.empty(), tenancy);
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
        tenancy.end();
    }

    /**
     * Waits within the drain deadline, also on an interrupted thread: a native library that is unloaded under a running call
     * crashes the process.
     */
    private void shutDown() {
        Deadline deadline = Deadline.in(settings.drainDeadline());
        context.admission().close();
        context.batches().close();
        workers.shutdown();
        lifecycle.close(deadline);
        EngineThreads.end(workers, deadline);
        budget.close();
    }

    /** Single calls that were admitted and have not ended, for tests and reports. */
    int callsInFlight() {
        return context.admission().inFlight();
    }

    /** Callers that wait for a thread of the budget, for tests and reports. */
    int callsWaiting() {
        return budget.waiting();
    }

    /** Batches that can still be joined, for tests and reports. */
    int openBatches() {
        return context.batches().size();
    }
}
