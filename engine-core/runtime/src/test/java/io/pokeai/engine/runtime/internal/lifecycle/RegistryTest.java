package io.pokeai.engine.runtime.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.runtime.internal.fixture.Fixture;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import io.pokeai.engine.testkit.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class RegistryTest {
    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void start() {
        fixture = new Fixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
        fixture.fake
                .opened()
                .forEach(opened -> assertThat(opened.closes() == 1).as("closed").isTrue());
    }

    @Test
    void withoutABackEndTheAnswerIsNoBackend() {
        fixture.model("a.onnx", "fake 1");

        failsWith(ErrorCode.NO_BACKEND, () -> fixture.registry().lease("a"));
        failsWith(ErrorCode.NO_BACKEND, () -> fixture.answer(fixture.registry().only()));
        assertThat(fixture.status("a").state()).isEqualTo(ModelState.FAILED);
    }

    @Test
    void anEmptyFolderWithoutABackEndIsNoBackendToo() {
        failsWith(ErrorCode.NO_BACKEND, () -> fixture.registry().only());
        failsWith(ErrorCode.NO_BACKEND, () -> fixture.registry().lease("a"));
    }

    /** Of 500 registries some are asked in the very moment in which the name appears. */
    @Test
    void aModelIsWholeFromTheMomentItsNameIsKnown() {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        for (int i = 0; i < 500; i++) {
            try (Lifecycle lifecycle = fixture.another(List::of);
                    ModelLease lease = lifecycle.registry().lease("a")) {
                assertThat(lease.generation()).isEqualTo(1);
            }
        }
    }

    @Test
    void aClosedRegistryLeavesNoThread() throws InterruptedException {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Lifecycle lifecycle = fixture.another(List::of);
                ModelLease lease = lifecycle.registry().lease("a")) {
            assertThat(lease.generation()).isEqualTo(1);
        }
        Set<Thread> left = Thread.getAllStackTraces().keySet();
        for (Thread thread : left) {
            if (!before.contains(thread) && thread.getName().startsWith("pokeai-")) {
                thread.join(Fixture.PATIENCE.toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void modelsAppearWhenTheirBackEndComes() throws InterruptedException {
        fixture.model("a.onnx", "fake 1");
        fixture.settle();
        fixture.withBackend();
        fixture.settle();

        assertThat(fixture.status("a").state()).isEqualTo(ModelState.FOUND);
        assertThat(fixture.answer("a"))
                .isEqualTo(fixture.answer(fixture.registry().only()));
        assertThat(fixture.status("a").state()).isEqualTo(ModelState.READY);
    }

    @Test
    void aModelIsOpenedOnceHoweverManyWantIt() {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        Gate gate = fixture.fake.holdOpenings();
        List<CompletableFuture<Float>> callers = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> fixture.answer("a")))
                .toList();
        gate.awaitArrival(Fixture.PATIENCE);
        gate.open();
        callers.forEach(CompletableFuture::join);

        assertThat(fixture.fake.opened()).hasSize(1);
    }

    @Test
    void unknownNamesListTheKnownOnes() {
        fixture.model("a.onnx", "fake 1");
        fixture.model("b.onnx", "fake 2");
        fixture.withBackend();

        assertThatThrownBy(() -> fixture.registry().lease("c"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("'c'")
                .hasMessageContaining("a, b");
        failsWith(ErrorCode.INVALID_ARGUMENT, () -> fixture.registry().only());
    }

    @Test
    void whenABackEndStopsCallersGetUnavailableAndRunningCallsFinish() throws Exception {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        CompletableFuture<Void> removal;
        try (ModelLease lease = fixture.registry().lease("a")) {
            float before = Fixture.answer(lease);
            removal = CompletableFuture.runAsync(() -> fixture.backends.remove(fixture.fake));
            while (fixture.status("a").state() == ModelState.READY) {
                Thread.onSpinWait();
            }
            failsWith(ErrorCode.UNAVAILABLE, () -> fixture.registry().lease("a"));
            assertThat(Fixture.answer(lease)).isEqualTo(before);
            assertThat(removal).isNotDone();
        }
        removal.get(120, TimeUnit.SECONDS);
        assertThat(fixture.fake.opened().get(0).closes() == 1).isTrue();
        fixture.settle();
        failsWith(ErrorCode.UNAVAILABLE, () -> fixture.registry().lease("a"));

        fixture.withBackend();
        fixture.settle();
        assertThat(fixture.answer("a")).isNotNaN();
    }

    @Test
    void anotherBackEndTakesOverWhenOneStops() throws InterruptedException {
        FakeClassifierFactory other = new FakeClassifierFactory("other");
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend().withBackend(other);
        fixture.answer("a");
        assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("fake");

        fixture.backends.remove(fixture.fake);
        fixture.settle();

        assertThat(fixture.answer("a")).isNotNaN();
        assertThat(fixture.status("a").spec().orElseThrow().backend()).isEqualTo("other");
        fixture.close();
        assertThat(other.opened()).allMatch(opened -> opened.closes() == 1);
    }

    @Test
    void aChangedFileBecomesTheNextGenerationAndLeasesStayOnTheirs() throws InterruptedException {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        try (ModelLease first = fixture.registry().lease("a")) {
            float before = Fixture.answer(first);
            fixture.model("a.onnx", "fake 2");
            fixture.settle();
            try (ModelLease second = fixture.registry().lease("a")) {
                assertThat(second.generation()).isEqualTo(first.generation() + 1);
                assertThat(Fixture.answer(second)).isNotEqualTo(before);
                assertThat(Fixture.answer(first)).isEqualTo(before);
                assertThat(fixture.fake.opened().get(0).closes() == 1).isFalse();
            }
        }
    }

    @Test
    void aTouchedFileStaysTheSameGeneration() throws InterruptedException {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        fixture.answer("a");
        fixture.model("a.onnx", "fake 1");
        fixture.settle();

        assertThat(fixture.status("a").generation()).isEqualTo(1);
        assertThat(fixture.fake.opened()).hasSize(1);
    }

    @Test
    void swapKeepsTheOldModelWhenTheNewOneCannotBeOpened() throws InterruptedException {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        float before = fixture.answer("a");
        for (String bad : List.of("fake unopenable", "fake broken", "no model at all")) {
            fixture.model("a.onnx", bad);
            fixture.settle();

            assertThat(fixture.answer("a")).isEqualTo(before);
            assertThat(fixture.status("a").state()).isEqualTo(ModelState.READY);
            assertThat(fixture.status("a").error()).isPresent();
        }
        fixture.model("a.onnx", "fake 3");
        fixture.settle();
        assertThat(fixture.answer("a")).isNotEqualTo(before);
        assertThat(fixture.status("a").error()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"THROWS", "THROWS_UNCHECKED", "THROWS_ERROR", "WRONG_CLASSES", "WRONG_COUNT", "NAN"})
    void aModelThatFailsItsWarmUpIsNeverSeen(Fault fault) throws InterruptedException {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        float before = fixture.answer("a");
        fixture.fake.decorate(classifier -> FaultyClassifier.always(classifier, fault));
        fixture.model("a.onnx", "fake 2");
        fixture.settle();

        assertThat(fixture.answer("a")).isEqualTo(before);
        assertThat(fixture.status("a").error()).isPresent();
        assertThat(fixture.fake.opened().get(1).closes() == 1).isTrue();
    }

    @Test
    void aHangingModelDelaysNobodyElse() {
        fixture.close();
        fixture = new Fixture(
                folder,
                new EngineSettings(
                        folder,
                        folder.resolve(".cache"),
                        2,
                        List.of("cpu"),
                        false,
                        Duration.ofSeconds(3),
                        Duration.ofMillis(200),
                        FolderLayout.AS_FOUND));
        fixture.model("a.onnx", "fake 1");
        fixture.model("b.onnx", "fake 2");
        fixture.withBackend();
        fixture.answer("b");
        Gate gate = fixture.fake.holdOpenings();

        failsWith(ErrorCode.DEADLINE_EXCEEDED, () -> fixture.registry().lease("a"));
        assertThat(fixture.answer("b")).isNotNaN();
        fixture.close();
        gate.open();
        while (fixture.fake.opened().size() < 2 || fixture.fake.opened().get(1).closes() != 1) {
            Thread.onSpinWait(); // what opened too late is closed, not published
        }
    }

    @Test
    void closingWaitsForRunningCallsAndThenRefuses() throws Exception {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        CompletableFuture<Void> closing;
        try (ModelLease lease = fixture.registry().lease("a")) {
            closing = CompletableFuture.runAsync(() -> fixture.close());
            while (true) {
                try {
                    fixture.registry().lease("a").close();
                } catch (EngineException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                    break;
                }
            }
            assertThat(closing).isNotDone();
            assertThat(Fixture.answer(lease)).isNotNaN();
        }
        closing.get(120, TimeUnit.SECONDS);
        assertThat(fixture.fake.opened().get(0).closes() == 1).isTrue();
    }

    @Test
    void aClosedLeaseIsUnavailableAndClosingTwiceFreesNobodyElses() {
        fixture.model("a.onnx", "fake 1");
        fixture.withBackend();
        ModelLease closed = fixture.registry().lease("a");
        try (ModelLease open = fixture.registry().lease("a")) {
            closed.close();
            closed.close();
            closed.close();
            failsWith(ErrorCode.UNAVAILABLE, () -> Fixture.answer(closed));
            assertThat(Fixture.answer(open)).isNotNaN();
        }
    }

    private static void failsWith(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
