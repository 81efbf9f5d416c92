package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapReport.Outcome;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms.Allowance;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.runtime.internal.discovery.BackendBuild;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.runtime.internal.fixture.Shifted;
import io.pokeai.engine.runtime.internal.fixture.SwapScenario;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another build of a back end is a change like any other, though its id stays the same. */
@Timeout(300)
class BackendUpdateTest {
    private static final io.pokeai.engine.api.SwapTerms EVE = SwapScenario.EVE;

    @TempDir
    Path folder;

    private final List<FakeClassifierFactory> builds = new ArrayList<>();
    private Fixture fixture;
    private FakeClassifierFactory first;

    @BeforeEach
    void start() {
        fixture = new Fixture(folder);
        first = add("1.0.0", 0, 0);
        fixture.model("a.onnx", "fake 1");
    }

    @AfterEach
    void stop() {
        fixture.close();
        builds.forEach(build -> assertThat(build.opened()).allMatch(opened -> opened.closes() == 1));
    }

    /** @param shift what its answers are off by */
    private FakeClassifierFactory add(String version, float shift, int ranking) {
        FakeClassifierFactory build = new FakeClassifierFactory();
        build.decorate(classifier -> new Shifted(classifier, shift));
        builds.add(build);
        fixture.backends.add(build, ranking, new BackendBuild(version, Map.of()));
        return build;
    }

    private SwapReport last() {
        return fixture.control().journal("a", 1).get(0);
    }

    private void refuses(ErrorCode code) {
        assertThatThrownBy(() -> fixture.answer("a"))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }

    @Test
    void anUpdateThatAgreesAnswersAndTheJournalNamesBothVersions() throws Exception {
        assertThat(fixture.answer("a")).isEqualTo(1);
        fixture.backends.remove(first);
        refuses(ErrorCode.UNAVAILABLE);
        add("1.1.0", 0, 0);
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(1);
        SwapReport line = last();
        assertThat(line.operation()).isEqualTo(Operation.CHANGE);
        assertThat(line.outcome()).isEqualTo(Outcome.DONE);
        assertThat(line.from().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
        assertThat(line.from().orElseThrow().generation()).isEqualTo(1);
        assertThat(line.to().orElseThrow().backendName()).isEqualTo("fake 1.1.0");
        assertThat(line.to().orElseThrow().generation()).isEqualTo(2);
        assertThat(line.steps()).extracting(SwapReport.Step::name).contains("compare");
        assertThat(fixture.control().status("a").current().orElseThrow().backendVersion())
                .isEqualTo("1.1.0");
    }

    @Test
    void anUpdateThatDisagreesIsRefusedUntilThatIsAllowed() throws Exception {
        assertThat(fixture.answer("a")).isEqualTo(1);
        fixture.backends.remove(first);
        add("1.1.0", 0.5f, 0);
        fixture.settle();

        refuses(ErrorCode.MODELS_DISAGREE);
        refuses(ErrorCode.MODELS_DISAGREE);
        EngineException why = fixture.status("a").error().orElseThrow();
        assertThat(fixture.status("a").state()).isEqualTo(ModelState.FAILED);
        assertThat(why.problem()).contains("by fake 1.1.0", "by fake 1.0.0", "times what may differ");
        assertThat(why.remedy()).contains("load the model and allow it").doesNotContain("pokeai");
        assertThat(last().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(last().from().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
        assertThat(last().to().orElseThrow().backendName()).isEqualTo("fake 1.1.0");
        assertThat(fixture.control().journal("a", 10)).as("said once").hasSize(1);

        SwapScenario.fails(ErrorCode.MODELS_DISAGREE, fixture.control().load("a", SwapTarget.AS_FOUND, EVE));
        SwapReport allowed = fixture.control()
                .load("a", SwapTarget.AS_FOUND, EVE.allowing(Allowance.DISAGREEMENT))
                .orThrow();
        assertThat(allowed.from().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
        assertThat(allowed.to().orElseThrow().backendName()).isEqualTo("fake 1.1.0");
        assertThat(fixture.answer("a")).isEqualTo(1.5f);
        assertThat(fixture.status("a").error()).isEmpty();
    }

    /** A caller who is refused finds the line, however slow the disk is. */
    @Test
    void aRefusalIsInTheJournalBeforeAnybodyHearsOfIt() throws Exception {
        assertThat(fixture.answer("a")).isEqualTo(1);
        fixture.backends.remove(first);
        add("1.1.0", 0.5f, 0);
        fixture.settle();

        Path journal = Files.createDirectories(folder.resolve("journal"));
        CompletableFuture<Void> caller;
        try (FileChannel file = FileChannel.open(
                        journal.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = file.lock()) {
            assertThat(held.isValid()).isTrue();
            caller = CompletableFuture.runAsync(() -> refuses(ErrorCode.MODELS_DISAGREE));
            // Shorter than the journal waits for its lock.
            long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
            while (System.nanoTime() < end) {
                assertThat(fixture.status("a").error()).isEmpty();
            }
        }
        caller.get(2, TimeUnit.MINUTES);
        assertThat(last().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void aDowngradeToWhatAnsweredBeforeIsWelcome() throws Exception {
        fixture.answer("a");
        fixture.backends.remove(first);
        FakeClassifierFactory bad = add("1.1.0", 0.5f, 0);
        fixture.settle();
        refuses(ErrorCode.MODELS_DISAGREE);
        fixture.backends.remove(bad);
        refuses(ErrorCode.UNAVAILABLE);
        add("1.0.0", 0, 0);
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(last().to().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
    }

    @Test
    void ofTwoBuildsAtOnceTheOneThatDisagreesDoesNotTakeOverWhateverItsRanking() throws Exception {
        fixture.answer("a");
        add("1.1.0", 0.5f, 10);
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.status("a").error().orElseThrow().code()).isEqualTo(ErrorCode.MODELS_DISAGREE);
        assertThat(last().outcome()).isEqualTo(Outcome.FAILED);

        add("1.2.0", 0, 20);
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(fixture.status("a").error()).isEmpty();
        assertThat(last().from().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
        assertThat(last().to().orElseThrow().backendName()).isEqualTo("fake 1.2.0");
    }

    @Test
    void whenTheOneThatAnswersIsUpdatedTheOtherBuildHasToAgreeToo() throws Exception {
        fixture.answer("a");
        add("0.9.0", 0.5f, -10);
        fixture.settle();
        fixture.backends.remove(first);
        fixture.settle();

        refuses(ErrorCode.UNAVAILABLE);
        assertThat(fixture.status("a").error().orElseThrow().problem()).contains("by fake 0.9.0", "by fake 1.0.0");
    }

    @Test
    void anotherBundleOfTheSameVersionIsComparedToo() throws Exception {
        fixture.answer("a");
        fixture.backends.remove(first);
        add("1.0.0", 0.5f, 0);
        fixture.settle();
        refuses(ErrorCode.MODELS_DISAGREE);
    }

    @Test
    void theBuildThatAnsweredBeforeIsTakenAgainThoughAWrongOneIsRankedHigher() throws Exception {
        fixture.answer("a");
        add("1.1.0", 0.5f, 10);
        fixture.settle();
        for (int i = 0; i < 2; i++) { // it is restarted
            fixture.backends.remove(first);
            fixture.settle();
            first = add("1.0.0", 0, 0);
            fixture.settle();
            assertThat(fixture.answer("a")).isEqualTo(1);
        }
    }

    @Test
    void ofAChoiceOfPeopleTooTheBuildThatAnsweredBeforeIsTakenAgain() throws Exception {
        fixture.answer("a");
        java.nio.file.Path other = fixture.model("b.onnx", "fake 2");
        fixture.settle();
        fixture.control().swap("a", SwapTarget.file(other), EVE).orThrow();
        add("1.1.0", 0.5f, 10);
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(2);
        fixture.backends.remove(first);
        fixture.settle();
        first = add("1.0.0", 0, 0);
        fixture.settle();
        assertThat(fixture.answer("a")).isEqualTo(2);
    }

    /** The answers are gone with the process; that there was an update is known. */
    @Test
    void anUpdateBetweenTwoRunsIsInTheJournalAndNotCompared() throws Exception {
        fixture.answer("a");
        fixture.close();
        fixture.backends.remove(first);
        add("1.1.0", 0.5f, 0);
        for (int run = 0; run < 2; run++) {
            try (Lifecycle again = fixture.another(List::of);
                    ModelLease lease = again.registry().lease("a")) {
                assertThat(Fixture.answer(lease)).isEqualTo(1.5f);
            }
        }
        try (Lifecycle again = fixture.another(List::of)) {
            List<SwapReport> journal = again.operations().journal("a", 10);
            assertThat(journal).as("once").hasSize(1);
            SwapReport line = journal.get(0);
            assertThat(line.operation()).isEqualTo(Operation.CHANGE);
            assertThat(line.outcome()).isEqualTo(Outcome.DONE);
            assertThat(line.from().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
            assertThat(line.to().orElseThrow().backendName()).isEqualTo("fake 1.1.0");
            assertThat(line.notes())
                    .singleElement()
                    .asString()
                    .contains("Not compared", "fake 1.0.0", "A certificate would be");
        }
    }

    @Test
    void whatHasChangedBelowTheBackEndIsInTheJournal() throws Exception {
        fixture.backends.remove(first);
        first = new FakeClassifierFactory();
        builds.add(first);
        fixture.backends.add(
                first, 0, new BackendBuild("1.0.0", Map.of("some.session", "1.0.0", "some.graph", "2.0.0")));
        fixture.answer("a");
        fixture.backends.remove(first);
        FakeClassifierFactory again = new FakeClassifierFactory();
        builds.add(again);
        fixture.backends.add(
                again, 0, new BackendBuild("1.0.0", Map.of("some.session", "1.1.0", "some.graph", "2.0.0")));
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(1);
        assertThat(last().notes())
                .containsExactly("Below the back end, bundle some.session has changed: 1.0.0, now 1.1.0.");
    }

    @Test
    void aBuildThatDescribesTheFileOtherwiseIsRefused() throws Exception {
        fixture.answer("a");
        fixture.backends.remove(first);
        FakeClassifierFactory delegate = new FakeClassifierFactory();
        builds.add(delegate);
        Restating next = new Restating(
                delegate,
                spec -> new ModelSpec(
                        spec.name(),
                        spec.version(),
                        spec.backend(),
                        spec.files(),
                        InputSpec.parse("yolo8"),
                        spec.labels(),
                        spec.output(),
                        spec.ensemble(),
                        spec.options()));
        fixture.backends.add(next, 0, new BackendBuild("1.1.0", Map.of()));
        fixture.settle();

        refuses(ErrorCode.INPUT_MISMATCH);
        assertThat(last().error().orElseThrow().code()).isEqualTo(ErrorCode.INPUT_MISMATCH);
    }

    /** A build that recognises the same files, and says something else about them. */
    private record Restating(ClassifierFactory delegate, UnaryOperator<ModelSpec> change) implements ClassifierFactory {
        @Override
        public String id() {
            return delegate.id();
        }

        @Override
        public Optional<ModelSpec> recognise(ModelSource source) {
            return delegate.recognise(source).map(change);
        }

        @Override
        public Classifier open(ModelSpec spec, OpenOptions options) {
            return delegate.open(spec, options);
        }
    }

    @Test
    void otherWeightsMayAnswerOtherwiseByWhateverBuild() throws Exception {
        fixture.answer("a");
        fixture.backends.remove(first);
        fixture.model("a.onnx", "fake 7");
        add("1.1.0", 0.5f, 0);
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(7.5f);
        assertThat(last().from().orElseThrow().backendName()).isEqualTo("fake 1.0.0");
        assertThat(last().to().orElseThrow().backendName()).isEqualTo("fake 1.1.0");
    }

    @Test
    void anUpdateWhileTheModelIsUnloadedIsComparedWhenItIsLoaded() throws Exception {
        fixture.answer("a");
        fixture.control().unload("a", EVE).orThrow();
        fixture.backends.remove(first);
        add("1.1.0", 0.5f, 0);
        fixture.settle();

        SwapScenario.fails(ErrorCode.MODELS_DISAGREE, fixture.control().load("a", SwapTarget.AS_FOUND, EVE));
    }

    @Test
    void aChoiceOfPeopleIsComparedToo() throws Exception {
        fixture.answer("a");
        java.nio.file.Path other = fixture.model("b.onnx", "fake 2");
        fixture.settle();
        fixture.control().swap("a", SwapTarget.file(other), EVE).orThrow();
        fixture.backends.remove(first);
        add("1.1.0", 0.5f, 0);
        fixture.settle();
        refuses(ErrorCode.MODELS_DISAGREE);
    }

    @Test
    void whatDidNotAnswerWhenItLeftIsNotCompared() throws Exception {
        fixture = new Fixture(folder, EngineSettings.of(folder).withWatch(false).withThreads(2));
        FakeClassifierFactory broken = add("1.0.0", 0, 0);
        broken.decorate(classifier -> FaultyClassifier.from(classifier, Fault.THROWS, 3));
        fixture.answer("a");
        fixture.backends.remove(broken);
        add("1.1.0", 0.5f, 0);
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(1.5f);
        assertThat(last().notes()).singleElement().asString().contains("Not compared", "fake 1.0.0");
    }

    @Test
    void aBackEndThatHangsHoldsItsRemovalUpForTheDeadlineOnly() throws Exception {
        EngineSettings defaults = EngineSettings.of(folder).withWatch(false).withThreads(2);
        fixture = new Fixture(
                folder,
                new EngineSettings(
                        folder,
                        defaults.cache(),
                        2,
                        List.of("cpu"),
                        false,
                        defaults.openDeadline(),
                        Duration.ofMillis(200),
                        defaults.layout()));
        FakeClassifierFactory hanging = add("1.0.0", 0, 0);
        List<FaultyClassifier> opened = new ArrayList<>();
        hanging.decorate(classifier -> {
            FaultyClassifier faulty = FaultyClassifier.from(classifier, Fault.HANGS, 3);
            opened.add(faulty);
            return faulty;
        });
        fixture.answer("a");
        fixture.backends.remove(hanging);
        refuses(ErrorCode.UNAVAILABLE);
        add("1.1.0", 0.5f, 0);
        fixture.settle();
        opened.forEach(FaultyClassifier::release);

        assertThat(fixture.answer("a")).isEqualTo(1.5f);
        assertThat(last().notes()).anySatisfy(note -> assertThat(note).contains("Not compared"));
    }

    @Test
    void aTrialThatGoesWithItsBackEndIsInTheJournal() throws Exception {
        fixture.answer("a");
        FakeClassifierFactory other = new FakeClassifierFactory("other");
        builds.add(other);
        fixture.backends.add(other, -1, new BackendBuild("3.0.0", Map.of()));
        fixture.settle();
        fixture.control().canary("a", SwapTarget.backend("other"), 0.25, EVE).orThrow();
        fixture.backends.remove(other);
        fixture.settle();

        SwapReport line = last();
        assertThat(line.operation()).isEqualTo(Operation.ABORT);
        assertThat(line.who()).isEqualTo("failover");
        SwapStatus.Trial trial = line.trial().orElseThrow();
        assertThat(trial.weight()).isEqualTo(0.25);
        assertThat(trial.version().backendName()).isEqualTo("other 3.0.0");
        assertThat(fixture.answer("a")).isEqualTo(1);
    }
}
