package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.backend.ContentHashes;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.runtime.internal.certificate.Certifier;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import io.pokeai.engine.runtime.internal.discovery.ModelFiles;
import io.pokeai.engine.runtime.internal.discovery.Recognition;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.runtime.internal.generation.Generation;
import io.pokeai.engine.runtime.internal.generation.GenerationOpener;
import io.pokeai.engine.runtime.internal.generation.ParityCheck;
import io.pokeai.engine.runtime.internal.journal.Holds;
import io.pokeai.engine.runtime.internal.journal.LastBuilds;
import io.pokeai.engine.runtime.internal.journal.OpeningMarks;
import io.pokeai.engine.runtime.internal.journal.SwapJournal;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.FoldRunner;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A back end is removed in the narrowest window there is: its generation has been opened, checked and found to be of a back
 * end that is there, and has not been published.
 */
@Timeout(300)
class WithdrawalTest {
    private static final SwapTerms EVE = SwapTerms.of("eve");
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final Backends backends = new Backends();
    private final FakeClassifierFactory old = new FakeClassifierFactory("old");
    private final FakeClassifierFactory next = new FakeClassifierFactory("next");
    private final List<FakeClassifierFactory> racing = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private OpeningMarks marks;
    private SwapJournal journal;
    private TrialObservers trials;
    private ModelSlot slot;
    private Deployment deployment;
    private Path file;

    /** What happens in the window, on the thread that opens. */
    private volatile Consumer<Generation> window = generation -> {};

    @BeforeEach
    void start() {
        backends.add(old, 0);
        backends.add(next, -1);
        file = FakeClassifierFactory.write(folder.resolve("a.onnx"), "fake 1");
        EngineSettings settings = EngineSettings.of(folder).withWatch(false);
        GenerationOpener opener = new GenerationOpener(
                settings.cache(),
                path -> Optional.empty(),
                threads,
                List.of("cpu"),
                threads,
                FoldRunner.alone(),
                new Certifier(new FakeImaging()),
                candidate -> {});
        marks = new OpeningMarks(folder.resolve("openings"));
        journal = new SwapJournal(folder.resolve("journal"));
        Comparison comparison = new Comparison(new ParityCheck(new FakeImaging()), threads, settings.drainDeadline());
        GateStep gate = new GateStep(
                Fixture.gates(Optional::empty),
                Fixture.NO_ANSWERS,
                new FakeImaging(),
                folder,
                threads,
                backends::contains,
                DEADLINE,
                DEADLINE);
        Rollout rollout = new Rollout(
                settings,
                opener,
                comparison,
                gate,
                new Holds(journal, marks),
                marks,
                threads,
                generation -> window.accept(generation));
        trials = new TrialObservers(threads);
        SlotContext context = new SlotContext(
                rollout,
                comparison,
                threads,
                journal,
                trials,
                new LastBuilds(folder.resolve("builds")),
                backends::contains,
                true);
        slot = new ModelSlot("a", context);
        deployment = new Deployment(rollout, trials);
    }

    @AfterEach
    void stop() throws Exception {
        slot.retire(new EngineException(ErrorCode.UNAVAILABLE, "over", ""));
        marks.close();
        threads.shutdown();
        assertThat(threads.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        assertThat(old.opened()).allMatch(opened -> opened.closes() == 1);
        assertThat(next.opened()).allMatch(opened -> opened.closes() == 1);
        racing.forEach(factory -> assertThat(factory.opened()).allMatch(opened -> opened.closes() == 1));
    }

    private Candidate candidate(FakeClassifierFactory factory) {
        Recognition recognition =
                new Recognition(backends, ContentHashes.reading(), io.pokeai.engine.api.FolderLayout.AS_FOUND);
        return recognition.recogniseBy(factory.id(), ModelFiles.lone(file), ModelSource.of(file));
    }

    /** As the registry does it: first from the list, then from the slots. */
    private void remove(FakeClassifierFactory factory) {
        backends.remove(factory);
        slot.withdraw(factory);
    }

    private void removeInTheWindow(FakeClassifierFactory factory) {
        window = generation -> {
            assertThat(backends.contains(generation.factory())).isTrue();
            remove(factory);
        };
    }

    private SwapReport inTurn(Operation operation, OperationRunner.Work work) {
        return new OperationRunner(name -> slot, journal, DEADLINE).inTurn("a", operation, EVE, work);
    }

    private SwapReport put(Operation operation, Candidate target, boolean named) {
        return inTurn(operation, (slot, report) -> deployment.put(slot, target, named, EVE, report));
    }

    private SwapReport tryOut(Operation operation, Candidate target, int weight) {
        return inTurn(
                operation, (slot, report) -> deployment.tryOut(operation, slot, () -> target, weight, EVE, report));
    }

    private float answer() {
        try (ModelLease lease = slot.lease(Deadline.in(DEADLINE), RolloutState.SHARES - 1)) {
            return Fixture.answer(lease);
        }
    }

    private void isGone(FakeClassifierFactory factory) {
        RolloutState.Roles<Generation> roles = slot.state().roles();
        for (Generation generation : new Generation[] {roles.current(), roles.trial()}) {
            assertThat(generation == null || generation.factory() != factory)
                    .as("published: " + generation)
                    .isTrue();
        }
        for (Optional<Candidate> known : List.of(
                slot.desired().wanted(),
                slot.desired().pin(),
                slot.desired().offered(),
                slot.desired().previous())) {
            assertThat(known.filter(candidate -> candidate.factory() == factory))
                    .isEmpty();
        }
    }

    @Test
    void whatPeopleSwapToIsNotPublishedAndTheOldGoesOn() {
        slot.folder().offer(candidate(old));
        assertThat(answer()).isEqualTo(1);
        removeInTheWindow(next);
        Candidate target = candidate(next);
        SwapReport report = put(Operation.SWAP, target, true);

        SwapScenario.fails(ErrorCode.UNAVAILABLE, report);
        assertThat(report.error().orElseThrow().problem()).contains("was stopped while the model was opening");
        isGone(next);
        assertThat(answer()).isEqualTo(1);
        assertThat(slot.state().roles().current().factory()).isSameAs(old);
    }

    @Test
    void aFirstOpeningIsNotPublished() {
        slot.folder().offer(candidate(old));
        removeInTheWindow(old);
        assertThatThrownBy(this::answer)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        isGone(old);
        assertThat(old.opened()).hasSize(1);
    }

    @Test
    void aLoadIsNotPublished() {
        slot.folder().offer(candidate(old));
        removeInTheWindow(old);
        Candidate target = candidate(old);
        SwapScenario.fails(ErrorCode.UNAVAILABLE, put(Operation.LOAD, target, false));
        isGone(old);
    }

    @Test
    void aCanaryAndAShadowAreNotTriedOut() {
        slot.folder().offer(candidate(old));
        answer();
        removeInTheWindow(next);
        Candidate target = candidate(next);
        SwapScenario.fails(ErrorCode.CONFLICT, tryOut(Operation.CANARY, target, 10));
        isGone(next);
        backends.add(next, -1);
        SwapScenario.fails(ErrorCode.CONFLICT, tryOut(Operation.SHADOW, target, 0));
        isGone(next);
        assertThat(answer()).isEqualTo(1);
    }

    @Test
    void aTakeOverByABackEndThatLeavesTooIsNotPublished() throws Exception {
        slot.folder().offer(candidate(old));
        answer();
        removeInTheWindow(next);
        Candidate successor = candidate(next);
        backends.remove(old);
        slot.failOver(successor).get(2, TimeUnit.MINUTES);
        slot.withdraw(old);
        isGone(next);
        isGone(old);
        assertThatThrownBy(this::answer).isInstanceOf(EngineException.class);
    }

    @Test
    void theOtherBackEndMayLeaveMeanwhile() {
        slot.folder().offer(candidate(old));
        answer();
        removeInTheWindow(old);
        Candidate target = candidate(next);
        assertThat(put(Operation.SWAP, target, true)
                        .orThrow()
                        .to()
                        .orElseThrow()
                        .backend())
                .isEqualTo("next");
        isGone(old);
        assertThat(answer()).isEqualTo(1);
    }

    /** The window is not hit on purpose, but from all sides: nothing of a back end that was removed is ever left. */
    @Test
    void whenRemovalAndPublicationRaceNothingIsLeftBehind() throws Exception {
        slot.folder().offer(candidate(old));
        answer();
        for (int i = 0; i < 300; i++) {
            FakeClassifierFactory factory = new FakeClassifierFactory("racing");
            racing.add(factory);
            backends.add(factory, -2);
            Candidate target = candidate(factory);
            CompletableFuture<Void> removal = new CompletableFuture<>();
            int spins = i % 60 * 50;
            window = generation -> threads.execute(() -> {
                for (int spin = 0; spin < spins; spin++) {
                    Thread.onSpinWait();
                }
                remove(factory);
                removal.complete(null);
            });
            put(Operation.SWAP, target, true);
            removal.get(2, TimeUnit.MINUTES);
            slot.settled().get(2, TimeUnit.MINUTES);
            isGone(factory);
            window = generation -> {};
            Candidate back = candidate(old);
            put(Operation.SWAP, back, true).orThrow();
        }
    }
}
