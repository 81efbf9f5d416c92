package io.pokeai.engine.runtime.internal.lifecycle;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.Certifier;
import io.pokeai.engine.runtime.internal.discovery.ArtifactsFolder;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.Discovery;
import io.pokeai.engine.runtime.internal.discovery.FilesChanged;
import io.pokeai.engine.runtime.internal.discovery.Recognition;
import io.pokeai.engine.runtime.internal.discovery.RememberedHashes;
import io.pokeai.engine.runtime.internal.discovery.WantedFiles;
import io.pokeai.engine.runtime.internal.generation.Agreement;
import io.pokeai.engine.runtime.internal.generation.AsideOpenings;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.GenerationOpener;
import io.pokeai.engine.runtime.internal.journal.Holds;
import io.pokeai.engine.runtime.internal.journal.LastBuilds;
import io.pokeai.engine.runtime.internal.journal.OpeningMarks;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.runtime.internal.threads.Waiting;
import io.pokeai.engine.spi.ClassifierFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The models of one engine: slots by name, filled by {@link Discovery}, emptied when back ends leave.
 *
 * <p><b>Threads</b> safe. Slots change on the scanner thread and when a back end leaves; leasing takes no lock.
 */
public final class Registry implements Backends.Listener, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Registry.class.getName());

    /** Longer than a file has to be still before it is read. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final EngineSettings settings;
    private final Backends backends;
    private final Failover failover;
    private final Discovery discovery;
    private final ExecutorService openers = EngineThreads.openers();
    private final ExecutorService reaper = EngineThreads.reaper();
    private final ExecutorService swappers = EngineThreads.swappers();
    private final ExecutorService shadows = EngineThreads.shadows();
    private final ExecutorService hasher = EngineThreads.hasher();
    private final RememberedHashes hashes;
    private final OpeningMarks marks;
    private final SwapRoad road;
    private final AsideOpenings asides;
    private final Slots slots;
    private final SwapControl control;
    private final Set<Generation> living = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param declared models that are declared elsewhere than in the artifacts folder
     * @param folds runs the folds of ensembles
     * @param imaging for certificates and comparisons
     */
    public Registry(
            EngineSettings settings,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            FoldRunner folds,
            Imaging imaging) {
        this.settings = settings;
        this.backends = backends;
        this.hashes = new RememberedHashes(settings.cache().resolve("hashes"), InstantSource.system());
        GenerationOpener opener = new GenerationOpener(
                settings.cache().resolve("models"),
                hashes::known,
                hasher,
                settings.devices(),
                reaper,
                folds,
                new Certifier(imaging),
                this::lookAgain);
        SwapJournal journal = new SwapJournal(settings.artifacts().resolve(SwapJournal.FOLDER));
        this.marks = new OpeningMarks(settings.cache().resolve("openings"));
        Holds holds = new Holds(journal, marks);
        this.road = new SwapRoad(settings, opener, new Agreement(imaging), holds, marks, openers, this::track);
        this.asides = new AsideOpenings(opener, openers, this::track);
        Trials trials = new Trials(shadows);
        LastBuilds builds = new LastBuilds(settings.cache().resolve("builds"));
        this.slots = new Slots(
                settings,
                backends,
                name -> new ModelSlot(name, road, swappers, journal, trials, builds, backends::contains));
        // Only ever more: the models of a back end that has left are still there, and wait for another one.
        AtomicReference<WantedFiles> wanted = new AtomicReference<>(new WantedFiles(Set.of(), false));
        ArtifactsFolder folder = new ArtifactsFolder(
                settings.artifacts(),
                settings.layout(),
                () -> wanted.updateAndGet(before -> before.and(WantedFiles.of(backends.inOrder()))),
                InstantSource.system());
        Recognition recognition = new Recognition(backends, hashes, settings.layout());
        this.failover = new Failover(backends, recognition);
        this.control = new SwapControl(this, new Targets(folder, recognition, slots, journal), trials, journal);
        this.discovery = new Discovery(folder, declared, recognition, slots, this::reconsider, System::nanoTime);
        backends.listen(this);
        discovery.start(settings.watch());
    }

    /** Swaps. */
    public ModelControl control() {
        return control;
    }

    public List<ModelStatus> list() {
        return list(patience());
    }

    public List<ModelStatus> list(Deadline deadline) {
        awaitFolder(deadline);
        return slots.all().stream().map(ModelSlot::status).toList();
    }

    @MustBeClosed
    public ModelLease lease(String name) {
        return lease(name, Optional.empty(), patience());
    }

    @MustBeClosed
    public ModelLease lease(String name, String key) {
        return lease(name, Optional.of(Request.requireCaller(key)), patience());
    }

    /**
     * A lease within a time, of which finding the name takes its part; never longer than an opening may take.
     *
     * @param key who calls, if that is known
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosedChecker") // handed on
    public ModelLease lease(String name, Optional<String> key, Deadline deadline) {
        ModelSlot slot = known(name, deadline);
        int share = key.isPresent() ? Shares.of(slot.name(), key.get()) : slot.anyShare();
        return slot.lease(bounded(deadline), share);
    }

    /** How long who says nothing else waits for a model. */
    public Deadline patience() {
        return Deadline.in(settings.openDeadline());
    }

    private Deadline bounded(Deadline deadline) {
        return deadline.orIn(settings.openDeadline());
    }

    /**
     * Works with an opening of the newest files of a name that nobody else sees, and that no certificate was asked about.
     */
    public <T> T aside(String name, Deadline deadline, BiFunction<Candidate, ModelLease, T> work) {
        Candidate candidate = known(name, deadline).standing().candidate();
        Generation generation = asides.open(candidate, bounded(deadline));
        try {
            if (!generation.tryAcquire()) {
                throw EngineClosed.refusal();
            }
            try (ModelLease lease = generation.lease()) {
                return work.apply(candidate, lease);
            }
        } finally {
            generation.retire();
        }
    }

    public String only() {
        return only(patience());
    }

    public String only(Deadline deadline) {
        awaitFolder(deadline);
        List<String> names = slots.names();
        if (names.isEmpty()) {
            throw slots.nothing();
        }
        List<ModelStatus> usable = list(deadline).stream()
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

    public void rescan() {
        discovery.rescan();
    }

    public boolean awaitSettled(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        do {
            if (!discovery.awaitIdle(end - System.nanoTime())) {
                return false;
            }
            List<CompletableFuture<Void>> changes =
                    slots.all().stream().map(ModelSlot::settled).toList();
            boolean idle = changes.stream().allMatch(CompletableFuture::isDone);
            if (!Waiting.forAll(changes, end - System.nanoTime())) {
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

    /**
     * Where another back end opens the same files, it takes over while the one that leaves still answers; elsewhere it is
     * asked a last time, so that what comes next can be compared with it, and then new callers get {@code UNAVAILABLE} at
     * once. Returns when the running calls have left the back end.
     */
    @Override
    public void removed(ClassifierFactory factory) {
        List<CompletableFuture<Void>> takeOvers = new ArrayList<>();
        for (ModelSlot slot : slots.all()) {
            if (slot.uses(factory)) {
                failover.from(slot, factory).ifPresent(next -> {
                    takeOvers.add(slot.takeOver(next));
                    if (!backends.contains(next.factory())) {
                        slot.withdraw(next.factory());
                    }
                });
            }
        }
        await(takeOvers, "no back end took over");
        remember(factory);
        List<Generation> leaving = living.stream()
                .filter(generation -> generation.factory() == factory)
                .toList();
        slots.all().forEach(slot -> slot.withdraw(factory));
        drain(openings(Optional.of(factory)), leaving, Deadline.in(settings.drainDeadline()));
        discovery.backendsChanged();
    }

    /** Asks all that answer by a back end at once. */
    private void remember(ClassifierFactory leaving) {
        if (backends.isEnding()) {
            return; // nothing will come after it
        }
        List<CompletableFuture<Void>> asked = new ArrayList<>();
        for (ModelSlot slot : slots.all()) {
            Generation answering = slot.succession().roles().current();
            if (answering != null && answering.factory() == leaving) {
                try {
                    asked.add(CompletableFuture.runAsync(() -> slot.remember(answering), swappers));
                } catch (RejectedExecutionException e) {
                    LOG.log(System.Logger.Level.DEBUG, "the engine is closing");
                }
            }
        }
        await(asked, "back end '" + leaving.id() + "' was not asked a last time");
    }

    /**
     * After all has been looked at again: what people chose may be opened by another back end now, or by theirs again; and
     * where a build was refused because it disagrees with the one before, that one may be back beside it.
     */
    private void reconsider() {
        for (ModelSlot slot : slots.all()) {
            slot.missed()
                    .flatMap(before -> failover.backBeside(slot, before))
                    .or(() -> slot.standing().pin().flatMap(pin -> failover.again(slot, pin)))
                    .ifPresent(chosen -> reconsider(slot, chosen));
        }
    }

    private void reconsider(ModelSlot slot, Candidate chosen) {
        slot.reconsider(chosen);
        if (!backends.contains(chosen.factory())) {
            slot.withdraw(chosen.factory());
        }
    }

    /** Retires all models and waits for the running calls, at most for the drain deadline. */
    @Override
    public void close() {
        close(Deadline.in(settings.drainDeadline()));
    }

    /** @param deadline for the running calls */
    public void close(Deadline deadline) {
        closed = true;
        backends.unlisten(this);
        discovery.close();
        marks.close();
        EngineException why = EngineClosed.refusal();
        List<Generation> leaving = List.copyOf(living);
        slots.all().forEach(slot -> slot.retire(why));
        if (drain(openings(Optional.empty()), leaving, deadline)) {
            reaper.shutdown();
        } // else it waits for the last lease, and goes when it has been idle for a while
        swappers.shutdown();
        openers.shutdown();
        shadows.shutdown();
        hasher.shutdown();
    }

    /** What counts for single calls of a name now. */
    public Batching batching(ModelSlot slot) {
        return settings.serving().batchingOf(slot.name(), slot.standing().batching());
    }

    /** The slot of a name that was asked for, however new it is. */
    ModelSlot known(String name) {
        return known(name, patience());
    }

    /** @param deadline of the caller; the folder is waited for no longer than an opening may take */
    public ModelSlot known(String name, Deadline deadline) {
        EngineException.required(name, "model");
        if (closed) {
            throw EngineClosed.refusal();
        }
        ModelSlot slot = slots.get(name);
        Deadline bounded = bounded(deadline);
        if (slot == null) {
            awaitFirstScan(bounded);
            slot = slots.find(name);
        }
        boolean wanting =
                slot == null || (!slot.answers() && slot.standing().failure().isPresent());
        if (wanting) {
            discovery.awaitPending(bounded.left());
            Interrupts.check("The wait for new files in " + settings.artifacts());
            slot = slots.find(name);
        }
        if (bounded.isPast() && !discovery.isAtRest() && (slot == null || isBeingWritten(slot))) {
            throw unread("holds files that are still being written, or looked at,", bounded);
        }
        if (slot == null) {
            throw closed ? EngineClosed.refusal() : slots.missing(name);
        }
        return slot;
    }

    /** Whether nothing can be said about its files yet. */
    private static boolean isBeingWritten(ModelSlot slot) {
        return !slot.answers()
                && slot.standing()
                        .failure()
                        .filter(FilesChanged::isStillWritten)
                        .isPresent();
    }

    /** Begins to open a model, if its name is known by now. */
    public void announce(String name) {
        ModelSlot slot = slots.find(name);
        if (slot != null) {
            slot.announce();
        }
    }

    /** Makes a name that the folder does not know, for something to be loaded under it. */
    void admit(String name) {
        awaitFirstScan(patience());
        if (slots.find(name) == null) {
            String checked = ModelSpec.nameOf(name);
            slots.tell(checked, slot -> slot.reject(List.of(), slots.missing(checked)));
        }
    }

    /** What was recognised is not what was opened. */
    private void lookAgain(Candidate candidate) {
        candidate.hashes().keySet().forEach(hashes::forget);
        discovery.lookAgain(candidate.origin());
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

    /**
     * Waits for the first look at the folder and, as long as there is time, for files that are too fresh to be read; not for as
     * long as somebody goes on writing one.
     */
    private void awaitFolder(Deadline deadline) {
        Deadline bounded = bounded(deadline);
        awaitFirstScan(bounded);
        discovery.awaitPending(bounded.orIn(FRESH).left());
        Interrupts.check("The wait for new files in " + settings.artifacts());
    }

    private void awaitFirstScan(Deadline deadline) {
        if (!discovery.awaitFirstScan(deadline.left())) {
            Interrupts.check("The wait for the first look at " + settings.artifacts());
            throw unread("was not read", deadline);
        }
    }

    private EngineException unread(String what, Deadline deadline) {
        return new EngineException(
                ErrorCode.DEADLINE_EXCEEDED,
                settings.artifacts() + " " + what + " after " + deadline.text() + ".",
                "Try again later; a slow disk or a very large folder may be the cause.");
    }

    private void await(List<CompletableFuture<Void>> changes, String otherwise) {
        if (!Waiting.forAllInAnyCase(changes, Deadline.in(settings.drainDeadline()))) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} in {1} s",
                    otherwise,
                    settings.drainDeadline().toSeconds());
        }
    }

    private List<CompletableFuture<Void>> openings(Optional<ClassifierFactory> factory) {
        List<CompletableFuture<Void>> openings = new ArrayList<>(road.underWay(factory));
        openings.addAll(asides.underWay(factory));
        return openings;
    }

    /** Whether nothing is open any more. */
    private boolean drain(List<CompletableFuture<Void>> openings, List<Generation> leaving, Deadline deadline) {
        List<CompletableFuture<Void>> pending = new ArrayList<>(openings);
        leaving.forEach(generation -> pending.add(generation.closed()));
        if (Waiting.forAllInAnyCase(pending, deadline)) {
            return true;
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "drain missed its deadline of {0}; still open: {1}",
                deadline.text(),
                leaving.stream()
                        .filter(generation -> !generation.closed().isDone())
                        .map(Generation::describe)
                        .toList());
        return false;
    }
}
