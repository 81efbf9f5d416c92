package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.Certifier;
import io.pokeai.engine.runtime.internal.discovery.ArtifactsFolder;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.Discovery;
import io.pokeai.engine.runtime.internal.discovery.Recognition;
import io.pokeai.engine.runtime.internal.discovery.RememberedHashes;
import io.pokeai.engine.runtime.internal.discovery.WantedFiles;
import io.pokeai.engine.runtime.internal.generation.AsideOpenings;
import io.pokeai.engine.runtime.internal.generation.GenerationOpener;
import io.pokeai.engine.runtime.internal.generation.ParityCheck;
import io.pokeai.engine.runtime.internal.journal.Holds;
import io.pokeai.engine.runtime.internal.journal.LastBuilds;
import io.pokeai.engine.runtime.internal.journal.OpeningMarks;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.EngineClosed;
import io.pokeai.engine.runtime.internal.threads.EngineThreads;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Wires everything that the models of one engine need; nothing is wired elsewhere. Owns the threads, and closes all in order.
 *
 * <p><b>Threads</b> safe.
 */
public final class Lifecycle implements AutoCloseable {
    private final EngineSettings settings;
    private final Backends backends;
    private final ExecutorService openers = EngineThreads.openers();
    private final ExecutorService reaper = EngineThreads.reaper();
    private final ExecutorService swappers = EngineThreads.swappers();
    private final ExecutorService shadows = EngineThreads.shadows();
    private final ExecutorService hasher = EngineThreads.hasher();
    private final RememberedHashes hashes;
    private final OpeningMarks marks;
    private final OpenGenerations generations;
    private final AsideOpenings asides;
    private final Drain drain;
    private final Slots slots;
    private final Discovery discovery;
    private final Registry registry;
    private final Failover failover;
    private final ModelControl operations;
    private final SwapJournal journal;

    /**
     * Begins to look at the artifacts folder.
     *
     * @param backends may change while the engine runs
     * @param declared models that are declared elsewhere than in the artifacts folder
     * @param folds runs the folds of ensembles
     * @param imaging for certificates and comparisons, and for gates
     * @param gates where the gate of a swap is found
     * @param asking asks generations for a gate
     */
    public Lifecycle(
            EngineSettings settings,
            Backends backends,
            Supplier<List<ModelSource>> declared,
            FoldRunner folds,
            Imaging imaging,
            GateSource gates,
            GenerationAnswers asking) {
        this.settings = settings;
        this.backends = backends;
        Path cache = settings.cache();
        this.hashes = new RememberedHashes(cache.resolve("hashes"), InstantSource.system());
        this.marks = new OpeningMarks(cache.resolve("openings"));
        this.journal = new SwapJournal(settings.artifacts().resolve(SwapJournal.FOLDER));

        // From a candidate to a generation.
        GenerationOpener opener = new GenerationOpener(
                cache.resolve("models"),
                hashes::known,
                hasher,
                settings.devices(),
                reaper,
                folds,
                new Certifier(imaging),
                this::lookAgain);
        this.generations = new OpenGenerations(backends::contains);
        Comparison comparison = new Comparison(new ParityCheck(imaging), openers, settings.drainDeadline());
        GateStep gate = new GateStep(
                gates,
                asking,
                imaging,
                settings.artifacts(),
                openers,
                backends::contains,
                settings.openDeadline(),
                settings.drainDeadline());
        Rollout rollout = new Rollout(
                settings, opener, comparison, gate, new Holds(journal, marks), marks, openers, generations::add);
        this.asides = new AsideOpenings(opener, openers, generations::add);
        this.drain = new Drain(generations, rollout, asides);

        // The names.
        TrialObservers observers = new TrialObservers(shadows);
        SlotContext context = new SlotContext(
                rollout,
                comparison,
                swappers,
                journal,
                observers,
                new LastBuilds(cache.resolve("builds")),
                backends::contains,
                !settings.retireWhenGone());
        this.slots = new Slots(settings, backends, name -> new ModelSlot(name, context));

        // The folder, the back ends and people, each of whom changes names.
        Recognition recognition = new Recognition(backends, hashes, settings.layout());
        ArtifactsFolder folder = folder(settings, backends);
        this.discovery = new Discovery(folder, declared, recognition, slots, this::reconsider, System::nanoTime);
        this.registry = new Registry(settings, slots, discovery);
        this.failover = new Failover(
                backends,
                slots,
                new FailoverCandidates(backends, recognition),
                drain,
                discovery,
                swappers,
                settings.drainDeadline());
        this.operations = new ModelOperations(
                registry,
                rollout,
                new TargetResolver(folder, recognition, slots, journal),
                observers,
                journal,
                settings.drainDeadline());

        backends.listen(failover);
        discovery.start(settings.watch());
    }

    private static ArtifactsFolder folder(EngineSettings settings, Backends backends) {
        // Only ever more: the models of a back end that has left are still there, and wait for another one.
        AtomicReference<WantedFiles> wanted = new AtomicReference<>(new WantedFiles(Set.of(), false));
        return new ArtifactsFolder(
                settings.artifacts(),
                settings.layout(),
                () -> wanted.updateAndGet(before -> before.and(WantedFiles.of(backends.inOrder()))),
                InstantSource.system());
    }

    /** Finds and leases models. */
    public Registry registry() {
        return registry;
    }

    /** Who hears of every change of a name, done or failed, as the journal does; called by the thread that makes the change. */
    public void listen(Consumer<SwapReport> listener) {
        journal.listen(listener);
    }

    /** Changes what answers for a name. */
    public ModelControl operations() {
        return operations;
    }

    /**
     * Opens the newest files of a name aside, without checking a certificate, and works with that generation.
     */
    public <T> T aside(String name, Deadline deadline, BiFunction<Candidate, ModelLease, T> work) {
        Candidate candidate = registry.known(name, deadline).desired().candidate();
        return asides.use(candidate, deadline.orIn(settings.openDeadline()), lease -> work.apply(candidate, lease));
    }

    /** What was recognised is not what was opened. */
    private void lookAgain(Candidate candidate) {
        candidate.hashes().keySet().forEach(hashes::forget);
        discovery.lookAgain(candidate.origin());
    }

    private void reconsider() {
        failover.reconsider();
    }

    /** Retires all models and waits for the running calls, at most for the drain deadline. */
    @Override
    public void close() {
        close(Deadline.in(settings.drainDeadline()));
    }

    /** @param deadline for the running calls */
    public void close(Deadline deadline) {
        registry.close();
        generations.close();
        backends.unlisten(failover);
        discovery.close();
        marks.close();
        EngineException why = EngineClosed.refusal();
        slots.all().forEach(slot -> slot.retire(why));
        if (drain.await(Optional.empty(), deadline)) {
            reaper.shutdown();
        } // else it waits for the last lease, and goes when it has been idle for a while
        discovery.awaitEnd(deadline);
        swappers.shutdown();
        openers.shutdown();
        shadows.shutdown();
        hasher.shutdown();
    }
}
