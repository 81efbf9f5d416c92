package io.pokeai.engine.runtime.internal;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.spi.ContentHashes;
import io.pokeai.engine.spi.ModelSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The models of one engine: slots by name, filled by {@link Discovery}, emptied when back ends leave.
 *
 * <p><b>Threads</b> safe. Slots change on the scanner thread and when a back end leaves; leasing takes no lock.
 */
final class Registry implements ModelRegistry, Backends.Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Registry.class.getName());

    private final EngineSettings settings;
    private final Backends backends;
    private final Discovery discovery;
    private final GenerationOpener opener;
    private final ExecutorService openers = EngineThreads.openers();
    private final ExecutorService reaper = EngineThreads.reaper();
    private final ConcurrentSkipListMap<String, ModelSlot> slots = new ConcurrentSkipListMap<>();
    private final Set<Generation> living = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param declared models that are declared elsewhere than in the artifacts folder
     * @param folds runs the folds of ensembles
     * @param certifier holds models to their certificates
     */
    Registry(
            EngineSettings settings,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            FoldRunner folds,
            Certifier certifier) {
        this.settings = settings;
        this.backends = backends;
        ContentHashes hashes = new RememberedHashes(settings.cache().resolve("hashes"));
        this.opener = new GenerationOpener(
                settings.cache().resolve("models"), hashes, settings.devices(), reaper, folds, certifier);
        this.discovery = new Discovery(
                new ArtifactsFolder(settings.artifacts(), settings.layout()),
                declared,
                new Recognition(backends, hashes, settings.layout()),
                this::tell,
                this::remove);
        backends.listen(this);
        discovery.start(settings.watch());
    }

    @Override
    public List<ModelStatus> list() {
        awaitFirstScan();
        return slots.values().stream().map(ModelSlot::status).toList();
    }

    @Override
    @MustBeClosed
    public ModelLease lease(String name) {
        return known(name).lease(settings.openDeadline());
    }

    /** What will answer for a name, with its opening begun in the background. */
    Optional<ModelSpec> announce(String name) {
        return known(name).announce();
    }

    /**
     * Works with an opening of the newest files of a name that nobody else sees, and that no certificate was asked about.
     */
    <T> T aside(String name, BiFunction<Candidate, ModelLease, T> work) {
        Candidate candidate = known(name).candidate();
        Generation generation = opener.openUncertified(candidate);
        try {
            track(generation);
            if (!generation.tryAcquire()) {
                throw closedAlready();
            }
            try (ModelLease lease = generation.lease()) {
                return work.apply(candidate, lease);
            }
        } finally {
            generation.retire();
        }
    }

    @Override
    public String only() {
        awaitFirstScan();
        List<String> names = List.copyOf(slots.keySet());
        if (names.isEmpty()) {
            throw nothing();
        }
        List<ModelStatus> usable = list().stream()
                .filter(status -> status.error().isEmpty() || status.device().isPresent())
                .toList();
        if (usable.size() == 1) {
            return usable.get(0).name();
        }
        if (usable.isEmpty()) {
            // All have failed: asking for the first one says why.
            return names.get(0);
        }
        throw EngineException.invalidArgument(
                settings.artifacts() + " holds " + usable.size() + " models.",
                "Name one of: "
                        + String.join(
                                ", ", usable.stream().map(ModelStatus::name).toList()) + ".");
    }

    @Override
    public void rescan() {
        discovery.rescan();
    }

    @Override
    public boolean awaitSettled(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        do {
            if (!discovery.awaitIdle(end - System.nanoTime())) {
                return false;
            }
            List<CompletableFuture<Void>> openings =
                    slots.values().stream().map(slot -> slot.openingBy(null)).toList();
            boolean idle = openings.stream().allMatch(CompletableFuture::isDone);
            if (!await(openings, end - System.nanoTime())) {
                return false;
            }
            if (idle && discovery.isIdle()) {
                return true;
            }
        } while (System.nanoTime() < end);
        return false;
    }

    @Override
    public void changed() {
        discovery.backendsChanged();
    }

    /** New callers get {@code UNAVAILABLE} at once; returns when the running ones have left the back end. */
    @Override
    public void removed(ClassifierFactory factory) {
        List<Generation> leaving = living.stream()
                .filter(generation -> generation.factory() == factory)
                .toList();
        slots.values().forEach(slot -> slot.withdraw(factory));
        List<CompletableFuture<Void>> pending = new ArrayList<>();
        leaving.forEach(generation -> pending.add(generation.closed()));
        slots.values().forEach(slot -> pending.add(slot.openingBy(factory)));
        drain(pending, leaving);
        discovery.backendsChanged();
    }

    /** Retires all models and waits for the running calls, at most for the drain deadline. */
    @Override
    public void close() {
        closed = true;
        backends.unlisten(this);
        discovery.close();
        EngineException why = closedAlready();
        List<Generation> leaving = List.copyOf(living);
        slots.values().forEach(slot -> slot.retire(why));
        List<CompletableFuture<Void>> pending = new ArrayList<>();
        slots.values().forEach(slot -> pending.add(slot.openingBy(null)));
        leaving.forEach(generation -> pending.add(generation.closed()));
        if (drain(pending, leaving)) {
            reaper.shutdown();
        } // else it waits for the last lease, and goes when it has been idle for a while
        openers.shutdown();
    }

    private ModelSlot known(String name) {
        if (closed) {
            throw closedAlready();
        }
        ModelSlot slot = slots.get(name);
        if (slot == null) {
            awaitFirstScan();
            slot = slotOf(name);
        }
        if (slot == null && discovery.awaitPending(settings.openDeadline())) {
            slot = slotOf(name);
        }
        if (slot == null) {
            throw slots.isEmpty() ? nothing() : unknown(name);
        }
        return slot;
    }

    /** By its name, else the only one that has the alias, else PokeAI's run if it may be a network of this name. */
    private @Nullable ModelSlot slotOf(String name) {
        ModelSlot slot = slots.get(name);
        if (slot != null) {
            return slot;
        }
        List<ModelSlot> aliased =
                slots.values().stream().filter(other -> other.hasAlias(name)).toList();
        if (aliased.isEmpty() && FolderLayout.namesYolo(name)) {
            ModelSlot run = slots.get(settings.layout().yoloRun());
            return run != null && run.mayBe(name) ? run : null;
        }
        return aliased.size() == 1 ? aliased.get(0) : null;
    }

    /** Tells a slot something; called on the scanner thread alone. A new one has heard it before anybody can see it. */
    private void tell(String name, Consumer<ModelSlot> news) {
        ModelSlot known = slots.get(name);
        ModelSlot slot = known == null ? new ModelSlot(name, opener, openers, this::track) : known;
        news.accept(slot);
        if (known == null) {
            slots.put(name, slot);
        }
    }

    private void remove(String name) {
        ModelSlot slot = slots.remove(name);
        if (slot != null) {
            slot.retire(unknown(name));
        }
    }

    private void track(Generation generation) {
        living.add(generation);
        generation.whenClosed(living::remove);
        if (closed || !backends.contains(generation.factory())) {
            generation.retire();
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The back end of " + generation + " was stopped while the model was opening.",
                    "Repeat the call when the back end is back.");
        }
    }

    private void awaitFirstScan() {
        if (!discovery.awaitFirstScan(settings.openDeadline())) {
            throw new EngineException(
                    ErrorCode.DEADLINE_EXCEEDED,
                    settings.artifacts() + " was not read after "
                            + settings.openDeadline().toSeconds() + " s.",
                    "Try again later; a slow disk or a very large folder may be the cause.");
        }
    }

    /** Whether nothing is open any more. */
    private boolean drain(List<CompletableFuture<Void>> pending, List<Generation> leaving) {
        try {
            if (await(pending, settings.drainDeadline().toNanos())) {
                return true;
            }
            LOG.log(
                    System.Logger.Level.WARNING,
                    "drain missed its deadline of {0} s; still leased: {1}",
                    settings.drainDeadline().toSeconds(),
                    leaving.stream()
                            .filter(generation -> !generation.closed().isDone())
                            .map(generation -> generation + " by " + generation.leases())
                            .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean await(List<CompletableFuture<Void>> pending, long nanos) throws InterruptedException {
        try {
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw EngineException.of(e);
        }
    }

    private EngineException nothing() {
        if (backends.inOrder().isEmpty()) {
            return Discovery.noBackend("No back end is installed, so no model can be opened.");
        }
        return new EngineException(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no model in " + settings.artifacts().toAbsolutePath() + ".",
                "Put a model there (such as resnet18.onnx), or name another folder with --artifacts or"
                        + " POKEAI_ARTIFACTS.");
    }

    private EngineException unknown(String name) {
        return new EngineException(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no model '" + name + "' in " + settings.artifacts().toAbsolutePath() + ".",
                slots.isEmpty() ? "" : "Known models: " + String.join(", ", slots.keySet()) + ".");
    }

    private static EngineException closedAlready() {
        return new EngineException(ErrorCode.UNAVAILABLE, "The engine is closed.", "Open a new one.");
    }
}
